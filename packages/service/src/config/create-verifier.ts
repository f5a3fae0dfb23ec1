import { createEntraVerifier, createSubstrateVerifier, type ActionTokenVerifier } from '@countersign/core'
import type { KeySourceOptions } from '@countersign/core'
import type { ServiceOptions } from './service-options.js'

/** The one verifier of a service: the profile is configured, never guessed from a token. */
export function createVerifier(
  options: ServiceOptions,
  onRefreshFailed: (error: unknown) => void,
): ActionTokenVerifier {
  const common = {
    audience: options.audience,
    keys: readKeySource(options, onRefreshFailed),
    now: options.now ?? Date.now,
    ...(options.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: options.clockSkewSeconds }),
  }
  const tenants = (options.tenants ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.tenantId))
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

function readKeySource(options: ServiceOptions, onRefreshFailed: (error: unknown) => void): KeySourceOptions {
  const trust = options.trustEmulator === undefined ? {} : { trustEmulator: options.trustEmulator }
  if (options.jwks !== undefined) return { jwks: options.jwks, ...trust }
  return { fetch: options.fetch ?? globalThis.fetch, onRefreshFailed, ...trust }
}
