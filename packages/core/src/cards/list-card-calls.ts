import { isMessageCard } from './is-message-card.js'
import { walkNodes } from './tree/walk-nodes.js'

/** One place of a card that calls a service. */
export interface CardCall {
  /** As the card has it: any JSON value. */
  readonly url: unknown
  /** JSON pointer (RFC 6901) from the card to the action. */
  readonly path: string
}

/**
 * Every call that a card of either kind can make: Action.Http, hidden ones and `autoInvokeAction` included, or HttpPOST,
 * wherever it stands. More than is drawn, so that a target is judged that only another reader would call.
 */
export function listCardCalls(card: unknown): CardCall[] {
  const isMessage = isMessageCard(card)
  return walkNodes(card).flatMap(({ node, path }) => {
    const type: unknown = isMessage ? node['@type'] : node.type
    if (typeof type !== 'string') return []
    if (isMessage) return type.toLowerCase() === 'httppost' ? [{ url: node.target, path }] : []
    return type === 'Action.Http' ? [{ url: node.url, path }] : []
  })
}
