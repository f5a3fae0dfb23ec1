import { CountersignError } from '../errors/index.js'
import type { TokenClaims } from './action-token-verifier.js'

/** Allowed difference of clocks, in seconds: the vendor's validators use five minutes. */
export const DEFAULT_CLOCK_SKEW_SECONDS = 300
/** A larger skew keeps stolen tokens alive rather than bridging clocks. */
export const MAX_CLOCK_SKEW_SECONDS = 600

/** 9999-12-31T23:59:59Z: later times are overflow or nonsense. */
const LAST_SECOND = 253_402_300_799

export interface TimeRule {
  readonly clockSkewSeconds: number
  /** From `iat` to `exp`. */
  readonly maxLifetimeSeconds: number
}

export interface TokenTimes {
  readonly issuedAt: number
  readonly expiresAt: number
}

export function readClockSkew(skew: number | undefined, problems: string[]): number {
  if (skew === undefined) return DEFAULT_CLOCK_SKEW_SECONDS
  if (typeof skew === 'number' && skew >= 0 && skew <= MAX_CLOCK_SKEW_SECONDS) return skew
  problems.push(`clockSkewSeconds: give a number from 0 to ${MAX_CLOCK_SKEW_SECONDS}`)
  return DEFAULT_CLOCK_SKEW_SECONDS
}

/**
 * Judges `iat`, `nbf` and `exp` (RFC 7519 section 4.1). `iat` and `exp` are required.
 *
 * @param now seconds. Comparisons are written so that a clock without a value (NaN) refuses.
 * @throws CountersignError `ERR_TOKEN_TIME`, `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_NOT_YET_VALID`, `ERR_TOKEN_LIFETIME`
 */
export function checkTokenTimes(claims: TokenClaims, now: number, rule: TimeRule): TokenTimes {
  const { iat, nbf, exp } = claims
  if (!isNumericDate(exp) || !isNumericDate(iat)) throw new CountersignError('ERR_TOKEN_TIME')
  if (nbf !== undefined && !isNumericDate(nbf)) throw new CountersignError('ERR_TOKEN_TIME')
  const latestStart = now + rule.clockSkewSeconds
  if (!(now - rule.clockSkewSeconds < exp)) throw new CountersignError('ERR_TOKEN_EXPIRED')
  if (!(iat <= latestStart) || (nbf !== undefined && !(nbf <= latestStart))) {
    throw new CountersignError('ERR_TOKEN_NOT_YET_VALID')
  }
  if (exp <= iat) throw new CountersignError('ERR_TOKEN_TIME', 'The token expires before it is issued.')
  if (exp - iat > rule.maxLifetimeSeconds) throw new CountersignError('ERR_TOKEN_LIFETIME')
  return { issuedAt: iat, expiresAt: exp }
}

function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LAST_SECOND
}
