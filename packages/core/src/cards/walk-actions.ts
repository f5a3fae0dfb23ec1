import { convertMessageCard } from './convert/convert-message-card.js'
import { isMessageCard } from './is-message-card.js'
import type { JsonObject } from './tree/json-object.js'
import { stringMember } from './tree/json-object.js'
import { walkNodes } from './tree/walk-nodes.js'
import type { OutlookAction } from './types/index.js'

export interface CardAction {
  readonly action: OutlookAction
  /** JSON pointer (RFC 6901) from the card. */
  readonly path: string
  /** Where it stands: `actions`, `selectAction`, `autoInvokeAction`, `inlineAction`, `fallback` … */
  readonly place: string
}

/**
 * Every action of a card: in `actions`, ActionSets, shown cards, `selectAction`, `inlineAction`, `fallback` and
 * `autoInvokeAction`, in drawing order. Only the `type` is looked at: the rest is as the card has it.
 */
export function walkActions(card: unknown): CardAction[] {
  const actions: CardAction[] = []
  for (const { node, path, place } of walkNodes(card))
    if (isActionNode(node)) actions.push({ action: node, path, place })
  return actions
}

/**
 * The actions that show as buttons, in the order in which {@link renderCardText} numbers them from 1; of a MessageCard
 * those of the Adaptive Card that it converts to.
 */
export function listCardButtons(card: unknown): CardAction[] {
  return walkActions(isMessageCard(card) ? convertMessageCard(card).card : card).filter(
    ({ place }) => place === 'actions' || place === 'inlineAction',
  )
}

function isActionNode(node: JsonObject): node is JsonObject & OutlookAction {
  return stringMember(node, 'type')?.startsWith('Action.') ?? false
}
