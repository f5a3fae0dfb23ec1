import {
  convertMessageCard,
  isMessageCard,
  type AnyCard,
  type MessageCard,
  type OutlookCard,
} from '@countersign/core'
import type { MailboxMessage } from './mailbox-message.js'

/** A card as it is drawn, and what it was drawn from where that is a MessageCard. */
export interface DrawnCard {
  readonly card: OutlookCard
  readonly messageCard?: MessageCard
}

/** A MessageCard is drawn as the Adaptive Card that it converts to. */
export function drawCard(card: AnyCard): DrawnCard {
  return isMessageCard(card) ? { card: convertMessageCard(card).card, messageCard: card } : { card }
}

/** What a message that has just come with this card shows. */
export function showCard(card: AnyCard): Pick<MailboxMessage, 'card' | 'mailCard' | 'messageCards'> {
  const { card: drawn, messageCard } = drawCard(card)
  return {
    card: drawn,
    mailCard: drawn,
    ...(messageCard === undefined ? {} : { messageCards: { card: messageCard, mailCard: messageCard } }),
  }
}

/** What a message keeps of a card that it does not show. */
export function withholdCard(card: AnyCard): Pick<MailboxMessage, 'withheldCard' | 'messageCards'> {
  const { card: drawn, messageCard } = drawCard(card)
  return {
    withheldCard: drawn,
    ...(messageCard === undefined ? {} : { messageCards: { withheldCard: messageCard } }),
  }
}
