import type { OutlookCard } from '@countersign/core'
import type { JudgedAction } from './judge-answer.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'

/** True where a card of a message is the drawing of a MessageCard, by whose rules its actions are executed. */
export function isOfMessageCard(message: MailboxMessage, card: OutlookCard): boolean {
  const { messageCards } = message
  return (card === message.card ? messageCards?.card : messageCards?.mailCard) !== undefined
}

/** What the answer to an action of this card is judged by. */
export function describeAction(message: MailboxMessage, card: OutlookCard): JudgedAction {
  return {
    ofMessageCard: isOfMessageCard(message, card),
    inChannel: message.source.type === 'channel',
  }
}

/** The inputs whose values an HttpPOST sends: those that its body names. */
export function listAskedInputs(action: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const body = typeof action.body === 'string' ? action.body : ''
  return new Set([...body.matchAll(/\{\{([^{}]+)\.value\}\}/g)].map(([, id = '']) => id))
}
