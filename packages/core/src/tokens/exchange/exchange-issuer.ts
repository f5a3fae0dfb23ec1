import { CountersignError } from '../../errors/index.js'
import { isReservedDomain } from '../../issuers/index.js'
import type { TokenClaims } from '../action-token-verifier.js'

/** The well-known id of Exchange as a service principal: what stands before the `@` of `iss`. */
export const EXCHANGE_PRINCIPAL = '00000002-0000-0ff1-ce00-000000000000'
/** A domain name or, in the cloud, a tenant id. */
const REALM = /^[A-Za-z0-9.-]{1,255}$/

/**
 * `iss` names Exchange and a realm. Whose keys count is not decided by it but by the trusted metadata address; the realm of
 * `appctxsender` differs from it even in the vendor's example, and is not compared.
 *
 * @throws CountersignError `ERR_TOKEN_ISSUER`, `ERR_TOKEN_EMULATOR`
 */
export function checkExchangeIssuer({ iss }: TokenClaims, emulatorTrusted: boolean): string {
  if (typeof iss !== 'string' || !iss.startsWith(`${EXCHANGE_PRINCIPAL}@`)) {
    throw new CountersignError('ERR_TOKEN_ISSUER')
  }
  const realm = iss.slice(EXCHANGE_PRINCIPAL.length + 1)
  if (!REALM.test(realm)) throw new CountersignError('ERR_TOKEN_ISSUER')
  if (isReservedDomain(realm) !== emulatorTrusted) {
    throw new CountersignError(emulatorTrusted ? 'ERR_TOKEN_ISSUER' : 'ERR_TOKEN_EMULATOR')
  }
  return iss
}
