import { createHash, randomBytes } from 'node:crypto'
import { PLATFORM_CLIENT_ID } from '@countersign/core'
import { issuerOf } from './issuer-layout.js'
import type { TokenOrder } from './token-order.js'

/** Within the documented 60 to 90 minutes. */
export const ENTRA_LIFETIME_SECONDS = 4_500

/** The claims of an Entra access token as the platform sends it today (PROTOCOL 3.2), version 1.0 or 2.0. */
export function buildEntraClaims(
  order: TokenOrder,
  version: 'entra-v1' | 'entra-v2',
): Record<string, unknown> {
  const { user } = order
  const iat = Math.floor(order.issuedAt / 1000)
  const common = {
    aud: order.audience,
    iss: issuerOf(version, user.tenantId),
    iat,
    nbf: iat,
    exp: iat + (order.lifetimeSeconds ?? ENTRA_LIFETIME_SECONDS),
    aio: randomBytes(60).toString('base64'),
    name: user.displayName,
    oid: user.objectId,
    rh: `0.${randomBytes(40).toString('base64url')}.`,
    scp: order.scope,
    sub: pairwiseSubject(user.objectId, order.audience),
    tid: user.tenantId,
    uti: randomBytes(16).toString('base64url'),
  }
  switch (version) {
    case 'entra-v1':
      return {
        ...common,
        acr: '1',
        amr: ['pwd', 'mfa'],
        appid: PLATFORM_CLIENT_ID,
        appidacr: '0',
        family_name: user.familyName,
        given_name: user.givenName,
        ipaddr: '127.0.0.1',
        unique_name: order.principalName,
        upn: order.principalName,
        ver: '1.0',
      }
    case 'entra-v2':
      return {
        ...common,
        azp: PLATFORM_CLIENT_ID,
        azpacr: '0',
        preferred_username: order.principalName,
        ver: '2.0',
      }
  }
}

/** `sub` of Entra is one value per user and app, and says nothing to another app. */
function pairwiseSubject(objectId: string, audience: string): string {
  return createHash('sha256')
    .update(`${String(audience.length)}:${audience}${objectId}`)
    .digest('base64url')
}
