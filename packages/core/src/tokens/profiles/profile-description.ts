import type { ErrorCode } from '../../errors/index.js'
import type { ProfileName } from '../action-token-verifier.js'

/**
 * What a profile requires, said once: docs/profiles.md is written from it, and a test breaks every line of it on a good token.
 * Not exported by the package: it is prose, and whoever runs a service does not load it.
 */
export interface ProfileDescription {
  readonly profile: ProfileName
  /** What the token is, and who sends it. */
  readonly token: string
  /** Whether the vendor still issues it. */
  readonly status: string
  /** The header that it comes in. */
  readonly carriedIn: string
  readonly algorithm: 'RS256' | 'HMAC-SHA256'
  /** `iss`, with {tid} and {realm} for what varies. Empty where nothing names one. */
  readonly issuers: readonly string[]
  /** Where the keys are from. */
  readonly keys: readonly string[]
  /** Seconds; `undefined` where a token has no life of its own. */
  readonly maxLifetimeSeconds: number | undefined
  /** Seconds. */
  readonly clockSkewSeconds: number
  /** What it proves about who acted. */
  readonly actor: string
  /** Forms of the token that are judged differently; one where there are none. */
  readonly shapes: readonly string[]
  readonly checks: readonly ProfileCheck[]
  /** The vendor's page, and what was only observed. */
  readonly source: string
}

export interface ProfileCheck {
  /** `header` and `claim` are of the token, `key` of what the issuer publishes, the others of the HTTP request. */
  readonly part: 'header' | 'claim' | 'key' | 'activity' | 'request'
  readonly name: string
  readonly required: boolean
  /** What it must be. */
  readonly rule: string
  /** The setting that it is held against. */
  readonly setting?: string
  /** What a refusal says, the first being the usual one. */
  readonly codes: readonly [ErrorCode, ...ErrorCode[]]
  /** The shapes that have it. Default all. */
  readonly shapes?: readonly string[]
}
