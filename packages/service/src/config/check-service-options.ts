import { KeyObject } from 'node:crypto'
import {
  CountersignTypeError,
  createLimitedTokens,
  importPrivateKey,
  isCodedError,
  isDeveloperSampleKey,
  normalizeAddress,
  parseLimitedRoots,
} from '@countersign/core'
import { checkBot, checkObjectIds, checkWebhookHosts } from './check-teams-options.js'
import { isGuid } from './object-ids.js'
import {
  DEFAULT_ACT_BUDGET_MS,
  DEFAULT_LEASE_MS,
  DEFAULT_VIEW_BUDGET_MS,
  type ServiceConfig,
} from './service-config.js'
import type { ServiceOptions } from './service-options.js'

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** Checks everything but the verifier's options, which core checks; adds what is wrong to `problems`. */
export function checkServiceOptions(options: ServiceOptions, problems: string[]): ServiceConfig {
  const profile = options.profile ?? 'entra'
  if (!['entra', 'substrate', 'exchange'].includes(profile)) {
    problems.push('profile must be entra, substrate or exchange.')
  }
  if (profile !== 'exchange' && options.trustedMetadata !== undefined) {
    problems.push('trustedMetadata is for the profile exchange alone.')
  }
  if (profile === 'substrate' && options.sender === undefined && (options.tenants ?? []).length === 0) {
    problems.push(
      'sender (COUNTERSIGN_SENDER) is needed on substrate, since cards of anybody could post here otherwise; for connector messages alone set tenants.',
    )
  }
  const header = options.header ?? 'authorization'
  if (header !== 'authorization' && header !== 'action-authorization') {
    problems.push('header must be authorization or action-authorization.')
  }
  const originator = checkOriginator(options.originator, problems)
  const name = options.name ?? originator?.toLowerCase() ?? 'service'
  if (name === '' || name.length > 200) problems.push('name must have 1 to 200 characters.')
  const tenants = checkTenants(options, problems)
  checkEmulatorTrust(options, problems)
  checkForwardEvents(options, problems)
  const now = options.now ?? Date.now
  if (typeof now !== 'function') problems.push('now must be a function that returns milliseconds.')
  if (options.resolveActor !== undefined && options.bindActorBy !== undefined) {
    problems.push(
      'resolveActor and bindActorBy exclude each other: actors are bound by their ids or by their address.',
    )
  }
  if (options.smtp !== undefined && options.transport !== undefined) {
    problems.push('smtp and transport are both set: keep one of them.')
  }
  return Object.freeze({
    name,
    profile,
    header,
    originator,
    sender: checkSender(options.sender, problems),
    senderName: options.senderName,
    signingKey: checkSigningKey(options.signingKey, problems),
    dkim: options.dkim === undefined ? undefined : Object.freeze({ ...options.dkim }),
    limited: checkLimitedKeys(options.limitedKeys, { service: name, now }, problems),
    tenants,
    objectIds: checkObjectIds(options.objectIds, problems),
    webhookHosts: checkWebhookHosts(options, problems),
    botAppId: checkBot(options, tenants, problems),
    bindActorBy: checkBinding(options, tenants, problems),
    resolveActor: options.resolveActor,
    now,
    actBudgetMs: checkMilliseconds('budgets.actMs', options.budgets?.actMs, DEFAULT_ACT_BUDGET_MS, problems),
    viewBudgetMs: checkMilliseconds(
      'budgets.viewMs',
      options.budgets?.viewMs,
      DEFAULT_VIEW_BUDGET_MS,
      problems,
    ),
    leaseMs: checkMilliseconds('leaseMs', options.leaseMs, DEFAULT_LEASE_MS, problems),
  })
}

function checkOriginator(originator: string | undefined, problems: string[]): string | undefined {
  if (originator !== undefined && !isGuid(originator.toLowerCase())) {
    problems.push("originator must be the provider's id, a GUID.")
  }
  return originator
}

function checkSender(sender: string | undefined, problems: string[]): string | undefined {
  return sender === undefined ? undefined : attempt('sender', () => normalizeAddress(sender), problems)
}

function checkSigningKey(key: KeyObject | string | undefined, problems: string[]): KeyObject | undefined {
  if (key === undefined) return undefined
  const imported =
    key instanceof KeyObject ? key : attempt('signingKey', () => importPrivateKey(key), problems)
  if (imported === undefined) return undefined
  if (imported.type !== 'private' || imported.asymmetricKeyType !== 'rsa') {
    problems.push('signingKey must be an RSA private key.')
  } else if ((imported.asymmetricKeyDetails?.modulusLength ?? 0) < 2_048) {
    problems.push('signingKey must have at least 2,048 bits.')
  } else if (isDeveloperSampleKey(imported)) {
    problems.push("signingKey is the vendor's public sample key: anybody can sign with it.")
  }
  return imported
}

function checkLimitedKeys(
  keys: ServiceOptions['limitedKeys'],
  context: { service: string; now: () => number },
  problems: string[],
): ServiceConfig['limited'] {
  if (keys === undefined) return undefined
  return attempt(
    'limitedKeys',
    () =>
      createLimitedTokens({ roots: typeof keys === 'string' ? parseLimitedRoots(keys) : keys, ...context }),
    problems,
  )
}

function checkTenants(options: ServiceOptions, problems: string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tenants = new Map<string, ReadonlySet<string>>()
  for (const entry of options.tenants ?? []) {
    const tenantId = (typeof entry === 'string' ? entry : entry.tenantId).toLowerCase()
    const domains = (typeof entry === 'string' ? [] : (entry.domains ?? [])).map((domain) =>
      domain.toLowerCase(),
    )
    if (!isGuid(tenantId)) problems.push(`tenants: entry ${String(tenants.size + 1)} is not a GUID.`)
    if (!domains.every((domain) => DOMAIN.test(domain))) {
      problems.push(`tenants: entry ${String(tenants.size + 1)} has something that is not a domain.`)
    }
    if (tenants.has(tenantId)) problems.push(`tenants: entry ${String(tenants.size + 1)} is a repetition.`)
    tenants.set(tenantId, new Set(domains))
  }
  return tenants
}

function checkBinding(
  options: ServiceOptions,
  tenants: ReadonlyMap<string, ReadonlySet<string>>,
  problems: string[],
): 'address' | undefined {
  const binding: unknown = options.bindActorBy
  if (binding === undefined) return undefined
  if (binding !== 'address') {
    problems.push('bindActorBy can only be address; leave it out to bind by tenant and object id.')
  } else if (options.profile !== 'substrate' && [...tenants.values()].some((domains) => domains.size === 0)) {
    problems.push('bindActorBy: every tenant needs the domains that it may vouch for.')
  }
  return 'address'
}

/** That only the emulator's tenants are listed is core's to check. */
function checkEmulatorTrust(options: ServiceOptions, problems: string[]): void {
  if (options.trustEmulator === undefined) return
  if (options.nodeEnv === 'production' || process.env['NODE_ENV'] === 'production') {
    problems.push('trustEmulator: refused with NODE_ENV=production.')
  }
}

/** Events name items and tell what somebody's code threw: they leave this machine for nobody. */
function checkForwardEvents({ forwardEvents, trustEmulator }: ServiceOptions, problems: string[]): void {
  if (forwardEvents === undefined) return
  if (trustEmulator === undefined) problems.push('forwardEvents: refused without trustEmulator.')
  const { url, secret } = forwardEvents
  if (typeof url !== 'string' || !isLoopbackUrl(url)) {
    problems.push('forwardEvents.url (COUNTERSIGN_EVENTS) must be http://127.0.0.1:PORT/….')
  }
  if (typeof secret !== 'string' || !/^[\w-]{16,200}$/.test(secret)) {
    problems.push(
      "forwardEvents.secret (COUNTERSIGN_EVENTS_SECRET) must be the emulator's, 16 to 200 characters of base64url.",
    )
  }
}

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return (
    protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname) && username === '' && password === ''
  )
}

function checkMilliseconds(
  name: string,
  value: number | undefined,
  fallback: number,
  problems: string[],
): number {
  if (value === undefined) return fallback
  if (!Number.isFinite(value) || value <= 0 || value > 3_600_000) {
    problems.push(`${name} must be more than 0 and at most 3,600,000 milliseconds.`)
  }
  return value
}

function attempt<Value>(name: string, make: () => Value, problems: string[]): Value | undefined {
  try {
    return make()
  } catch (error) {
    if (!isCodedError(error)) throw error
    const found = error instanceof CountersignTypeError ? error.problems : [`${error.message} ${error.hint}`]
    problems.push(...found.map((problem) => `${name}: ${problem}`))
    return undefined
  }
}
