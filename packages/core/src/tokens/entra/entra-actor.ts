import { CountersignError } from '../../errors/index.js'
import type { TokenActor, TokenClaims } from '../action-token-verifier.js'
import { isGuid } from '../guid.js'
import type { EntraIssuer } from './entra-issuer.js'

/** `acct` (an optional claim): 1 for a guest. */
const GUEST_ACCOUNT = 1

/**
 * Who acted: tenant and object id. `sub` is pairwise per application, and `upn`, `email`, `preferred_username` and
 * `unique_name` can be changed, so none of them says who it is.
 *
 * @throws CountersignError `ERR_TOKEN_ACTOR`
 */
export function readEntraActor(claims: TokenClaims, issuer: EntraIssuer): TokenActor {
  const { oid, idp, acct } = claims
  if (!isGuid(oid)) throw new CountersignError('ERR_TOKEN_ACTOR')
  const guest = (idp !== undefined && idp !== issuer.issuer) || acct === GUEST_ACCOUNT || acct === '1'
  const name = claims[issuer.nameClaim]
  const { tenantId } = issuer
  return typeof name === 'string' && name !== ''
    ? { tenantId, objectId: oid, changeableName: name, guest }
    : { tenantId, objectId: oid, guest }
}
