import {
  CountersignTypeError,
  importPublicKey,
  isCodedError,
  isOriginator,
  isTargetAllowed,
} from '@countersign/core'
import type { EmulatorProvider } from './emulator-provider.js'
import { isObject } from './is-object.js'
import { readRoutes } from './read-routes.js'
import { readTokenSettings } from './read-token-settings.js'
import { createTextReader, type TextReader } from './text-reader.js'

const SCOPES = ['test-users', 'organization', 'global']
/** Longest text taken for any one member. */
const MAX_MEMBER_LENGTH = 16_384

/**
 * Checks what a registration page would, and copies it: the argument may come from a file or from HTTP.
 *
 * @throws CountersignTypeError ERR_EMULATOR_PROVIDER with every problem
 */
export function checkProvider(input: unknown): EmulatorProvider {
  const problems: string[] = []
  if (!isObject(input))
    throw new CountersignTypeError('ERR_EMULATOR_PROVIDER', 'the provider is not an object')

  const text = createTextReader(input, problems, MAX_MEMBER_LENGTH)
  const originator = text('originator')
  if (originator !== '' && !isOriginator(originator)) problems.push('originator is not a GUID')
  const publicKey = readPublicKey(input, text, problems)
  const scope = input.scope ?? 'global'
  if (typeof scope !== 'string' || !SCOPES.includes(scope))
    problems.push(`scope is not one of ${SCOPES.join(', ')}`)
  const provider = {
    originator,
    name: input.name === undefined ? originator : text('name'),
    senders: readTexts(input, 'senders', problems),
    targets: readTargets(input, problems),
    scope,
    ...publicKey,
    ...readLimits(input, text, problems),
    ...(input.routes === undefined ? {} : { routes: readRoutes(input.routes, problems) }),
    ...(input.token === undefined
      ? {}
      : { token: readTokenSettings(input.token, problems, MAX_MEMBER_LENGTH) }),
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_EMULATOR_PROVIDER', problems)
  return Object.freeze(provider as EmulatorProvider)
}

function readPublicKey(
  input: Readonly<Record<string, unknown>>,
  text: TextReader,
  problems: string[],
): Pick<EmulatorProvider, 'publicKey'> {
  if (input.publicKey === undefined) return {}
  const publicKey = text('publicKey')
  if (publicKey !== '') checkPublicKey(publicKey, problems)
  return { publicKey }
}

/** Whom its cards may reach, for the scopes that need it. */
function readLimits(
  input: Readonly<Record<string, unknown>>,
  text: TextReader,
  problems: string[],
): Pick<EmulatorProvider, 'testUsers' | 'tenantId'> {
  return {
    ...(input.testUsers === undefined ? {} : { testUsers: readTexts(input, 'testUsers', problems) }),
    ...(input.tenantId === undefined ? {} : { tenantId: text('tenantId') }),
  }
}

function readTargets(input: Readonly<Record<string, unknown>>, problems: string[]): readonly string[] {
  const targets = readTexts(input, 'targets', problems)
  for (const target of targets) {
    // A target that does not even admit its own host is none: http, an IP range, a typing error.
    const url = target.includes('://') ? target : `https://${target}`
    if (!isTargetAllowed(url, [target]))
      problems.push(`targets: "${target}" is neither an https URL nor a host`)
  }
  return targets
}

function checkPublicKey(text: string, problems: string[]): void {
  try {
    importPublicKey(text)
  } catch (error) {
    if (!isCodedError(error)) throw error
    problems.push(`publicKey: ${error.message}`)
  }
}

function readTexts(
  input: Readonly<Record<string, unknown>>,
  member: string,
  problems: string[],
): readonly string[] {
  const value = input[member]
  const texts = Array.isArray(value) ? value.filter((each) => typeof each === 'string' && each !== '') : []
  if (Array.isArray(value) && texts.length === value.length && texts.length > 0)
    return Object.freeze(texts as string[])
  problems.push(`${member} is not a list of texts`)
  return []
}
