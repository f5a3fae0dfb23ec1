import { signCompactJws } from '@countersign/core'
import type { Directory } from '../directory/directory.js'
import { checkMintable } from './check-mintable.js'
import { buildEntraClaims } from './entra-claims.js'
import type { SigningKey } from './signing-key.js'
import { buildSubstrateClaims } from './substrate-claims.js'
import type { TokenOrder } from './token-order.js'

/** A signed action token with the parts that an event may show. */
export interface MintedToken {
  readonly token: string
  readonly kid: string
  readonly claims: Readonly<Record<string, unknown>>
}

/**
 * Writes and signs one action token.
 *
 * @param kid the header's `kid` where it shall not be the key's own (a fault)
 * @throws CountersignError ERR_EMULATOR_MINT_REFUSED
 */
export async function mintActionToken(
  order: TokenOrder,
  key: SigningKey,
  directory: Directory,
  kid: string = key.kid,
): Promise<MintedToken> {
  const claims = buildClaims(order)
  checkMintable(claims, directory)
  const header = order.profile === 'entra-v2' ? { typ: 'JWT', kid } : { typ: 'JWT', kid, x5t: kid }
  return { token: await signCompactJws(claims, { key: key.privateKey, header }), kid, claims }
}

function buildClaims(order: TokenOrder): Record<string, unknown> {
  switch (order.profile) {
    case 'entra-v1':
    case 'entra-v2':
      return buildEntraClaims(order, order.profile)
    case 'substrate':
    case 'substrate-connector':
      return buildSubstrateClaims(order, order.profile)
  }
}
