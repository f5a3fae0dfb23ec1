import { CountersignError } from '../../errors/index.js'
import { isReservedTenant } from '../../issuers/index.js'
import type { TokenClaims } from '../action-token-verifier.js'
import type { EntraIssuer, EntraTenant } from './entra-issuer.js'

/**
 * Which allowed issuer the token claims to be from. Runs before the signature is checked and so reads `tid` and
 * `iss` only, and only to compare them with what configuration has: no address and no key is built from either.
 *
 * @throws CountersignError `ERR_TOKEN_EMULATOR`, `ERR_TOKEN_TENANT`, `ERR_TOKEN_ISSUER`
 */
export function findIssuerOfTenant(
  claims: TokenClaims,
  tenants: ReadonlyMap<string, EntraTenant>,
): EntraIssuer {
  const { tid, iss } = claims
  if (typeof tid !== 'string') throw new CountersignError('ERR_TOKEN_TENANT')
  const tenant = tenants.get(tid)
  if (tenant === undefined) {
    const unexpected = isReservedTenant(tid) && !trustsEmulator(tenants)
    throw new CountersignError(unexpected ? 'ERR_TOKEN_EMULATOR' : 'ERR_TOKEN_TENANT')
  }
  if (tenant.refusedAsEmulator) throw new CountersignError('ERR_TOKEN_EMULATOR')
  if (iss === tenant.v1?.issuer && tenant.v1 !== undefined) return tenant.v1
  if (iss === tenant.v2.issuer) return tenant.v2
  throw new CountersignError('ERR_TOKEN_ISSUER')
}

/** Beside an emulator that is trusted, its other tenant is just one that is not allowed. */
function trustsEmulator(tenants: ReadonlyMap<string, EntraTenant>): boolean {
  return [...tenants].some(
    ([tenantId, { refusedAsEmulator }]) => isReservedTenant(tenantId) && !refusedAsEmulator,
  )
}
