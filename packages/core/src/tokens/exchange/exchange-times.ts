import { CountersignError } from '../../errors/index.js'
import type { TokenClaims } from '../action-token-verifier.js'
import type { ExchangeShape } from './exchange-context.js'

/** Seconds as the documented shape writes them: no sign, no fraction, no leading zero. */
const DECIMAL_SECONDS = /^[1-9]\d{0,11}$/

/**
 * The times of a token as numbers, where they have the form that belongs to its shape.
 *
 * @throws CountersignError `ERR_TOKEN_VERSION` where they have the other's, `ERR_TOKEN_TIME`
 */
export function readExchangeTimes({ nbf, exp, iat }: TokenClaims, shape: ExchangeShape): TokenClaims {
  const form = shape === 'documented' ? 'string' : 'number'
  if (typeof nbf !== form || typeof exp !== form) {
    const mixed = isTime(nbf) && isTime(exp)
    throw new CountersignError(mixed ? 'ERR_TOKEN_VERSION' : 'ERR_TOKEN_TIME')
  }
  return form === 'number' ? { nbf, exp, iat } : { nbf: toSeconds(nbf), exp: toSeconds(exp), iat }
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && DECIMAL_SECONDS.test(value))
}

function toSeconds(value: unknown): number {
  if (typeof value !== 'string' || !DECIMAL_SECONDS.test(value)) throw new CountersignError('ERR_TOKEN_TIME')
  return Number(value)
}
