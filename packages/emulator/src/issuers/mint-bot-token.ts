import { signCompactJws } from '@countersign/core'
import { buildBotClaims, type BotTokenOrder } from './bot-claims.js'
import type { MintedToken } from './mint-action-token.js'
import type { SigningKey } from './signing-key.js'

/**
 * Writes and signs one bot token.
 *
 * @param kid the header's `kid` where it shall not be the key's own (a fault)
 */
export async function mintBotToken(
  order: BotTokenOrder,
  key: SigningKey,
  kid: string = key.kid,
): Promise<MintedToken> {
  const claims = buildBotClaims(order)
  const header = { typ: 'JWT', kid, x5t: kid }
  return { token: await signCompactJws(claims, { key: key.privateKey, header }), kid, claims }
}
