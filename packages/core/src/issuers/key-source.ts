import type { FetchMetadata } from './fetch-metadata.js'
import type { TrustEmulator } from './trust-emulator.js'

/** RFC 7517 section 5. Each key is read as untrusted input. */
export interface JsonWebKeySet {
  readonly keys: readonly object[]
}

/** Keys fetched from the issuer's own metadata address, refreshed and kept as DESIGN says. */
export interface FetchedKeySource {
  readonly fetch: FetchMetadata
  readonly trustEmulator?: TrustEmulator
  /** Told of a failed refresh while older keys are still in use, so that an operator learns of it in time. */
  readonly onRefreshFailed?: (error: unknown) => void
}

/** Keys at hand: no network, no refresh. */
export interface OfflineKeySource {
  readonly jwks: JsonWebKeySet
  /** The discovery document that the keys came with; its `issuer` is then held against the token's. */
  readonly metadata?: unknown
  readonly trustEmulator?: TrustEmulator
}

export type KeySourceOptions = FetchedKeySource | OfflineKeySource

/** Adds to `problems` what is wrong with the shape of a key source. */
export function checkKeySource(source: KeySourceOptions, problems: string[]): void {
  const given: unknown = source
  if (typeof given !== 'object' || given === null) {
    problems.push('keys: give { fetch } or { jwks }')
    return
  }
  const hasFetch = 'fetch' in given && given.fetch !== undefined
  const hasKeys = 'jwks' in given && given.jwks !== undefined
  if (hasFetch === hasKeys) problems.push('keys: give either { fetch } or { jwks }, and not both')
  if (hasFetch && typeof given.fetch !== 'function')
    problems.push('keys.fetch: give a function such as globalThis.fetch')
}
