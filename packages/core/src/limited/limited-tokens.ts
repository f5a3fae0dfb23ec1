import { CountersignError, CountersignTypeError } from '../errors/index.js'
import { MAX_JWE_LENGTH, openCompactJwe } from '../jose/open-compact-jwe.js'
import { sealCompactJwe } from '../jose/seal-compact-jwe.js'
import { decodeClaims, encodeClaims } from './claims-codec.js'
import { listClaimProblems } from './check-claims.js'
import type { LimitedClaims } from './limited-claims.js'
import { listRootProblems, type LimitedRoot } from './limited-roots.js'
import { epochOf, SealingKeys, type SealingKey } from './sealing-keys.js'

/** The header's typ: no other token of ours, and no JWS, can pass for one of these. */
export const LIMITED_TOKEN_TYPE = 'limited+jwe'
/** Seconds between the clocks of two nodes of one service. */
export const LIMITED_CLOCK_SKEW_SECONDS = 60
const MAX_SERVICE_BYTES = 200

export interface LimitedTokensOptions {
  /** The first root seals, all of them open. */
  readonly roots: readonly LimitedRoot[]
  /** The service's name: `aud` of every token, and part of every key. */
  readonly service: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface LimitedTokens {
  /**
   * @throws CountersignTypeError ERR_LIMITED_CLAIMS with every problem
   * @throws CountersignError ERR_LIMITED_TOO_LARGE
   */
  seal(claims: LimitedClaims): string
  /**
   * Opens a token and checks form, key, seal, audience and time. Who may use it for what is the caller's to
   * judge.
   *
   * @throws CountersignError ERR_LIMITED_MALFORMED, ERR_LIMITED_TOO_LARGE, ERR_LIMITED_KEY_ID,
   *   ERR_LIMITED_KEY_RETIRED, ERR_LIMITED_SEAL, ERR_LIMITED_AUDIENCE, ERR_LIMITED_EXPIRED, ERR_LIMITED_NOT_YET,
   *   ERR_LIMITED_CLAIMS
   */
  open(token: string): LimitedClaims
}

/**
 * Seals what the service must remember about a sent card into the card's own actions, so that sending
 * needs no database.
 *
 * @throws CountersignTypeError ERR_LIMITED_ROOTS with every problem
 */
export function createLimitedTokens(options: LimitedTokensOptions): LimitedTokens {
  const { service, now } = options
  const problems = listRootProblems(options.roots)
  if (typeof service !== 'string' || service === '' || Buffer.byteLength(service) > MAX_SERVICE_BYTES)
    problems.push('service must be a name of 1 to 200 bytes')
  if (typeof now !== 'function') problems.push('now must be a function that returns milliseconds')
  if (problems.length > 0) throw new CountersignTypeError('ERR_LIMITED_ROOTS', problems)
  const keys = new SealingKeys({ roots: options.roots, service })
  return Object.freeze({
    seal: (claims: LimitedClaims) => sealClaims(claims, keys, service, now() / 1000),
    open: (token: string) => openClaims(token, keys, service, now() / 1000),
  })
}

function sealClaims(claims: LimitedClaims, keys: SealingKeys, service: string, now: number): string {
  const problems = listClaimProblems(claims)
  if (claims.aud !== service) problems.push('aud must be the service')
  if (claims.iat > now + LIMITED_CLOCK_SKEW_SECONDS) problems.push('iat must not be in the future')
  if (claims.exp <= now) problems.push('exp must be in the future')
  // The key must be that of the token's own time, and only the epoch that just ended may still be finished.
  const epoch = epochOf(claims.iat)
  if (epoch < epochOf(now) - 1) problems.push('iat must be the time of sealing')
  if (problems.length > 0) throw new CountersignTypeError('ERR_LIMITED_CLAIMS', problems)
  const { key, kid } = keys.useForSealing(epoch)
  const token = sealCompactJwe(encodeClaims(claims), { key, kid, typ: LIMITED_TOKEN_TYPE })
  if (token.length > MAX_JWE_LENGTH) throw new CountersignError('ERR_LIMITED_TOO_LARGE')
  return token
}

function openClaims(token: string, keys: SealingKeys, service: string, now: number): LimitedClaims {
  let used: SealingKey | undefined
  const { plaintext } = openCompactJwe(token, {
    typ: LIMITED_TOKEN_TYPE,
    resolveKey: (kid) => {
      used = keys.findForOpening(kid, epochOf(now))
      return used.key
    },
  })
  const claims = decodeClaims(plaintext.toString('utf8'))
  checkTime(claims, now)
  if (claims.aud !== service) throw new CountersignError('ERR_LIMITED_AUDIENCE')
  if (used !== undefined) {
    // A key that leaked after its period must not make tokens of today.
    if (used.epoch !== epochOf(claims.iat)) throw new CountersignError('ERR_LIMITED_KEY_RETIRED')
    keys.rememberForOpening(used)
  }
  return claims
}

function checkTime({ iat, exp }: LimitedClaims, now: number): void {
  if (iat > now + LIMITED_CLOCK_SKEW_SECONDS) throw new CountersignError('ERR_LIMITED_NOT_YET')
  if (exp <= now - LIMITED_CLOCK_SKEW_SECONDS) throw new CountersignError('ERR_LIMITED_EXPIRED')
}
