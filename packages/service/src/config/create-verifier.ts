import {
  createBotVerifier,
  createEntraVerifier,
  createExchangeVerifier,
  createSubstrateVerifier,
  type ActionTokenVerifier,
  type BotTokenVerifier,
  type JsonWebKeySet,
  type KeySourceOptions,
} from '@countersign/core'
import type { BotOptions, ServiceOptions } from './service-options.js'

type RefreshListener = (error: unknown) => void

/** The one verifier of a service: the profile is configured, never guessed from a token. */
export function createVerifier(
  options: ServiceOptions,
  onRefreshFailed: RefreshListener,
): ActionTokenVerifier {
  const timing = readTiming(options)
  if (options.profile === 'exchange') {
    return createExchangeVerifier({
      audience: options.audience,
      trustedMetadata: options.trustedMetadata ?? [],
      keys: fetchKeys(options, onRefreshFailed),
      ...timing,
    })
  }
  const common = {
    audience: options.audience,
    keys: readKeySource(options, options.jwks, onRefreshFailed),
    ...timing,
  }
  const tenants = listTenantIds(options.tenants)
  if (options.profile === 'substrate') {
    return createSubstrateVerifier({
      ...common,
      // Connector messages (which need `tenants`) name no sender; a mail's sender is then judged with its card.
      ...(options.sender === undefined || tenants.length > 0 ? {} : { senders: [options.sender] }),
      ...(tenants.length === 0 ? {} : { tenants }),
    })
  }
  return createEntraVerifier({
    ...common,
    tenants,
    scope: options.scope ?? [],
    ...(options.callers === undefined ? {} : { callers: options.callers }),
    ...(options.cloud === undefined ? {} : { cloud: options.cloud }),
  })
}

/** Entries of another form are reported where all options are checked; here they are left to core, which takes none of them. */
function listTenantIds(tenants: unknown): string[] {
  const entries: readonly unknown[] = Array.isArray(tenants) ? tenants : []
  return entries.map((entry) => {
    const id = typeof entry === 'object' && entry !== null && 'tenantId' in entry ? entry.tenantId : entry
    return typeof id === 'string' ? id : ''
  })
}

/** The verifier of a service's bot; whoever is in its tenants is for the service to judge. */
export function createBotTokenVerifier(
  bot: BotOptions,
  options: ServiceOptions,
  onRefreshFailed: RefreshListener,
): BotTokenVerifier {
  return createBotVerifier({
    audience: bot.appId,
    keys: readKeySource(options, bot.jwks, onRefreshFailed),
    ...readTiming(options),
    ...(bot.cloud === undefined ? {} : { cloud: bot.cloud }),
    ...(bot.serviceUrls === undefined ? {} : { serviceUrls: bot.serviceUrls }),
  })
}

function readTiming({ now, clockSkewSeconds }: ServiceOptions) {
  return { now: now ?? Date.now, ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }) }
}

function readKeySource(
  options: ServiceOptions,
  jwks: JsonWebKeySet | undefined,
  onRefreshFailed: RefreshListener,
): KeySourceOptions {
  if (jwks === undefined) return fetchKeys(options, onRefreshFailed)
  return { jwks, ...(options.trustEmulator === undefined ? {} : { trustEmulator: options.trustEmulator }) }
}

function fetchKeys(options: ServiceOptions, onRefreshFailed: RefreshListener) {
  const { trustEmulator, fetch = globalThis.fetch } = options
  return { fetch, onRefreshFailed, ...(trustEmulator === undefined ? {} : { trustEmulator }) }
}
