import { PLATFORM_CLIENT_ID } from '@countersign/core'
import { SUBSTRATE_ISSUER } from './issuer-layout.js'
import type { TokenOrder } from './token-order.js'

/** Observed on real tokens. */
export const SUBSTRATE_LIFETIME_SECONDS = 900

/**
 * The claims of the External Access Token (PROTOCOL 3.1). Mail: `sub` is an address and `sender` is there; connector:
 * `sub` is the object id, with `tid` and `oid`, and there is no `sender`.
 */
export function buildSubstrateClaims(
  order: TokenOrder,
  shape: 'substrate' | 'substrate-connector',
): Record<string, unknown> {
  const iat = Math.floor(order.issuedAt / 1000)
  const common = {
    iat,
    ver: 'STI.ExternalAccessToken.V1',
    appid: PLATFORM_CLIENT_ID,
    appidacr: '2',
    acr: '0',
    iss: SUBSTRATE_ISSUER,
    aud: order.audience,
    exp: iat + (order.lifetimeSeconds ?? SUBSTRATE_LIFETIME_SECONDS),
    nbf: iat,
  }
  switch (shape) {
    case 'substrate':
      return { ...common, sub: order.address, sender: order.sender }
    case 'substrate-connector':
      return {
        ...common,
        sub: order.user.objectId,
        tid: order.user.tenantId,
        oid: order.user.objectId,
      }
  }
}
