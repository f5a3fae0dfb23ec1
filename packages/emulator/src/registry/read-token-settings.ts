import type { ActionTokenSettings } from './emulator-provider.js'
import { isObject } from './is-object.js'
import { createTextReader } from './text-reader.js'

const PROFILES = ['entra-v1', 'entra-v2', 'substrate']

/** @param maxLength of one text, in characters */
export function readTokenSettings(
  input: unknown,
  problems: string[],
  maxLength: number,
): ActionTokenSettings {
  if (!isObject(input)) {
    problems.push('token is not an object')
    return {}
  }
  const text = createTextReader(input, problems, maxLength)
  const { profile, expectedActorsChooseName } = input
  if (profile !== undefined && !(typeof profile === 'string' && PROFILES.includes(profile))) {
    problems.push(`token.profile is not one of ${PROFILES.join(', ')}`)
  }
  if (expectedActorsChooseName !== undefined && typeof expectedActorsChooseName !== 'boolean') {
    problems.push('token.expectedActorsChooseName is not true or false')
  }
  return Object.freeze({
    ...(profile === undefined ? {} : { profile: profile as 'entra-v1' }),
    ...(input.audience === undefined ? {} : { audience: text('audience') }),
    ...(input.scope === undefined ? {} : { scope: text('scope') }),
    ...(expectedActorsChooseName === true ? { expectedActorsChooseName } : {}),
  })
}
