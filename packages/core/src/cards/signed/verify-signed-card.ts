import type { KeyObject } from 'node:crypto'
import { CountersignError, isCodedError } from '../../errors/index.js'
import { verifyCompactJws, type DecodedJws } from '../../jose/index.js'
import { SIGNED_CARD_MAX_LENGTH } from '../card-limits.js'
import { isSameOriginator } from '../is-originator.js'
import { parseCard, parseMessageCard } from '../parse-card.js'
import { freezeDeep } from '../tree/freeze-deep.js'
import type { CardEntity, MessageCard, OutlookCard } from '../types/index.js'
import { checkSignedCardClaims } from './check-signed-card-claims.js'

export interface VerifySignedCardOptions {
  /** The public key registered for the originator. */
  readonly key: KeyObject
  /** What the markup around the signed card calls it. Default: whichever the signed card is. */
  readonly entity?: CardEntity
}

interface VerifiedClaims {
  /** The card's text as it was signed. */
  readonly serialized: string
  readonly originator: string
  readonly sender: string
  readonly recipients: readonly string[]
  /** NumericDate, seconds. How old is too old, the caller decides. */
  readonly issuedAt: number
}

export interface VerifiedAdaptiveCard extends VerifiedClaims {
  readonly entity: 'AdaptiveCard'
  readonly card: OutlookCard
}

export interface VerifiedMessageCard extends VerifiedClaims {
  readonly entity: 'MessageCard'
  readonly card: MessageCard
}

export type VerifiedSignedCard = VerifiedAdaptiveCard | VerifiedMessageCard

/**
 * Verifies a signed card's signature, then its claims, then reads the card in it. That sender and recipients are
 * those of the mail, and how old it may be, is for the caller to compare: the signed card knows no mail.
 *
 * @throws CountersignError ERR_CARD_SIGNATURE, ERR_CARD_JWS_FORM, ERR_CARD_CLAIM, ERR_CARD_RECIPIENTS,
 *   ERR_CARD_ORIGINATOR_MISMATCH, ERR_CARD_ENTITY, ERR_CARD_UNREADABLE, ERR_CARD_TYPE, ERR_CARD_SIZE
 */
export function verifySignedCard(jws: string, options: VerifySignedCardOptions): VerifiedSignedCard {
  const { header, payload } = verifySignature(jws, options.key)
  if (header.typ !== undefined && header.typ.toUpperCase() !== 'JWT')
    throw new CountersignError('ERR_CARD_JWS_FORM', 'The signed card has a typ other than JWT.')
  const { entity, ...claims } = checkSignedCardClaims(payload)
  if (options.entity !== undefined && options.entity !== entity) throw new CountersignError('ERR_CARD_ENTITY')
  const verified: VerifiedSignedCard =
    entity === 'MessageCard'
      ? { entity, card: parseMessageCard(claims.serialized), ...claims }
      : { entity, card: parseCard(claims.serialized), ...claims }
  const declared: unknown = verified.card.originator
  if (
    declared !== undefined &&
    (typeof declared !== 'string' || !isSameOriginator(declared, claims.originator))
  )
    throw new CountersignError('ERR_CARD_ORIGINATOR_MISMATCH')
  return freezeDeep(verified)
}

function verifySignature(jws: string, key: KeyObject): DecodedJws {
  try {
    return verifyCompactJws(jws, { key, maxLength: SIGNED_CARD_MAX_LENGTH })
  } catch (error) {
    if (!isCodedError(error) || !error.code.startsWith('ERR_TOKEN_')) throw error
    const code = error.code === 'ERR_TOKEN_SIGNATURE' ? 'ERR_CARD_SIGNATURE' : 'ERR_CARD_JWS_FORM'
    throw new CountersignError(code, undefined, { cause: error })
  }
}
