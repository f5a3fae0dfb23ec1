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
  /** From its start to `exp`. */
  readonly maxLifetimeSeconds: number
  /** The claim that says when the token's life starts, and is required. Default `iat`. */
  readonly start?: 'iat' | 'nbf'
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
 * Judges `iat`, `nbf` and `exp` (RFC 7519 section 4.1). `exp` and the start are required.
 *
 * @param now seconds. Comparisons are written so that a clock without a value (NaN) refuses.
 * @throws CountersignError `ERR_TOKEN_TIME`, `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_NOT_YET_VALID`, `ERR_TOKEN_LIFETIME`
 */
export function checkTokenTimes(claims: TokenClaims, now: number, rule: TimeRule): TokenTimes {
  const { iat, nbf, exp } = claims
  const start = rule.start === 'nbf' ? nbf : iat
  if (!isNumericDate(exp) || !isNumericDate(start)) throw new CountersignError('ERR_TOKEN_TIME')
  const other = rule.start === 'nbf' ? iat : nbf
  if (other !== undefined && !isNumericDate(other)) throw new CountersignError('ERR_TOKEN_TIME')
  const latestStart = now + rule.clockSkewSeconds
  if (!(now - rule.clockSkewSeconds < exp)) throw new CountersignError('ERR_TOKEN_EXPIRED')
  if (!(start <= latestStart) || (other !== undefined && !(other <= latestStart))) {
    throw new CountersignError('ERR_TOKEN_NOT_YET_VALID')
  }
  if (exp <= start) throw new CountersignError('ERR_TOKEN_TIME', 'The token expires before it starts.')
  if (exp - start > rule.maxLifetimeSeconds) throw new CountersignError('ERR_TOKEN_LIFETIME')
  return { issuedAt: start, expiresAt: exp }
}

function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LAST_SECOND
}
