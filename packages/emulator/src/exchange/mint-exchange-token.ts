import { randomBytes } from 'node:crypto'
import { signCompactJws } from '@countersign/core'
import type { SigningKey } from '../issuers/signing-key.js'
import { buildExchangeClaims, type ExchangeTokenOrder } from './exchange-claims.js'

export interface MintedExchangeToken {
  readonly token: string
  readonly x5t: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** Writes and signs one Exchange user identity token; the live shape also has a `kid`, the hex of the thumbprint. */
export async function mintExchangeToken(
  order: ExchangeTokenOrder,
  key: SigningKey,
): Promise<MintedExchangeToken> {
  const claims = buildExchangeClaims(order)
  const x5t = order.fault === 'unknown-certificate' ? randomBytes(20).toString('base64url') : key.kid
  const kid = Buffer.from(x5t, 'base64url').toString('hex').toUpperCase()
  const header = order.shape === 'documented' ? { typ: 'JWT', x5t } : { kid, x5t, typ: 'JWT' }
  return { token: await signCompactJws(claims, { key: key.privateKey, header }), x5t, claims }
}
