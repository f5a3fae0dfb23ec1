import {
  CountersignTypeError,
  importPublicKey,
  isCodedError,
  isOriginator,
  isTargetAllowed,
} from '@countersign/core'
import type { ActionTokenSettings, EmulatorProvider } from './emulator-provider.js'
import { readHttpsOrigin, readLoopbackOrigin } from './read-origin.js'

const SCOPES = ['test-users', 'organization', 'global']
const PROFILES = ['entra-v1', 'entra-v2', 'substrate']
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

  const originator = readText(input, 'originator', problems)
  if (originator !== '' && !isOriginator(originator)) problems.push('originator is not a GUID')
  const publicKey = input.publicKey === undefined ? undefined : readText(input, 'publicKey', problems)
  if (publicKey !== undefined && publicKey !== '') checkPublicKey(publicKey, problems)
  const scope = input.scope ?? 'global'
  if (typeof scope !== 'string' || !SCOPES.includes(scope))
    problems.push(`scope is not one of ${SCOPES.join(', ')}`)
  const provider = {
    originator,
    name: input.name === undefined ? originator : readText(input, 'name', problems),
    senders: readTexts(input, 'senders', problems),
    targets: readTargets(input, problems),
    scope,
    ...(publicKey === undefined ? {} : { publicKey }),
    ...(input.testUsers === undefined ? {} : { testUsers: readTexts(input, 'testUsers', problems) }),
    ...(input.tenantId === undefined ? {} : { tenantId: readText(input, 'tenantId', problems) }),
    ...(input.routes === undefined ? {} : { routes: readRoutes(input.routes, problems) }),
    ...(input.token === undefined ? {} : { token: readTokenSettings(input.token, problems) }),
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_EMULATOR_PROVIDER', problems)
  return Object.freeze(provider as EmulatorProvider)
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

function readRoutes(input: unknown, problems: string[]): Readonly<Record<string, string>> {
  if (!isObject(input)) {
    problems.push('routes is not an object')
    return {}
  }
  const routes: [string, string][] = []
  for (const [from, to] of Object.entries(input)) {
    const origin = from === '*' ? '*' : readHttpsOrigin(from)
    const service = typeof to === 'string' ? readLoopbackOrigin(to) : undefined
    if (origin === undefined) problems.push(`routes: "${from}" is neither an https origin nor *`)
    if (service === undefined) {
      problems.push(
        `routes: the route of "${from}" is not an origin on this machine, like http://127.0.0.1:3000`,
      )
    }
    if (origin !== undefined && service !== undefined) routes.push([origin, service])
  }
  return Object.freeze(Object.fromEntries(routes))
}

function readTokenSettings(input: unknown, problems: string[]): ActionTokenSettings {
  if (!isObject(input)) {
    problems.push('token is not an object')
    return {}
  }
  const { profile, expectedActorsChooseName } = input
  if (profile !== undefined && !(typeof profile === 'string' && PROFILES.includes(profile))) {
    problems.push(`token.profile is not one of ${PROFILES.join(', ')}`)
  }
  if (expectedActorsChooseName !== undefined && typeof expectedActorsChooseName !== 'boolean') {
    problems.push('token.expectedActorsChooseName is not true or false')
  }
  return Object.freeze({
    ...(profile === undefined ? {} : { profile: profile as 'entra-v1' }),
    ...(input.audience === undefined ? {} : { audience: readText(input, 'audience', problems) }),
    ...(input.scope === undefined ? {} : { scope: readText(input, 'scope', problems) }),
    ...(expectedActorsChooseName === true ? { expectedActorsChooseName } : {}),
  })
}

function readText(input: Record<string, unknown>, member: string, problems: string[]): string {
  const value = input[member]
  if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX_MEMBER_LENGTH) return value
  problems.push(`${member} is not a text`)
  return ''
}

function readTexts(input: Record<string, unknown>, member: string, problems: string[]): readonly string[] {
  const value = input[member]
  const texts = Array.isArray(value) ? value.filter((each) => typeof each === 'string' && each !== '') : []
  if (Array.isArray(value) && texts.length === value.length && texts.length > 0)
    return Object.freeze(texts as string[])
  problems.push(`${member} is not a list of texts`)
  return []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
