import type { CardEntity } from '../types/index.js'

/** The claim that holds a card of each kind. */
export const CARD_CLAIMS = {
  AdaptiveCard: 'adaptiveCardSerialized',
  MessageCard: 'messageCardSerialized',
} as const satisfies Readonly<Record<CardEntity, string>>

/** The kind of card that a signed card's payload says it holds; undefined where it names none or both. Unverified. */
export function readEntity(payload: Readonly<Record<string, unknown>>): CardEntity | undefined {
  const isAdaptive = Object.hasOwn(payload, CARD_CLAIMS.AdaptiveCard)
  const isMessage = Object.hasOwn(payload, CARD_CLAIMS.MessageCard)
  if (isAdaptive === isMessage) return undefined
  return isMessage ? 'MessageCard' : 'AdaptiveCard'
}
