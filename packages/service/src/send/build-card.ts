import { CountersignTypeError, lintCard, type AnyCard, type Finding } from '@countersign/core'
import { makePostAction } from '../channels/make-post-action.js'
import { isOptionObject } from '../config/option-object.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { CardFunction } from './card-context.js'
import { makeAction, makeRefresh } from './make-action.js'

export interface CardOrder {
  readonly kind: KindDefinition
  readonly card: AnyCard | CardFunction<string, string>
  readonly originator: string
  readonly correlationId: string
  readonly recipients: readonly string[]
  readonly signed: boolean
}

/** Makes one mail's card and lints it. Throws `ERR_CARD_LINT` with every error that was found. */
export async function buildCard(order: CardOrder): Promise<AnyCard> {
  const { kind, recipients } = order
  const made =
    typeof order.card === 'function'
      ? await order.card({
          action: (decision, options) => makeAction(kind, decision, options),
          httpPost: (decision, options) => makePostAction(kind, decision, options),
          refresh: () => makeRefresh(kind),
          recipients,
        })
      : order.card
  if (!isOptionObject(made))
    throw new CountersignTypeError('ERR_CARD_LINT', lintCard(made, {}).map(describeFinding))
  const card: AnyCard = {
    ...made,
    originator: made.originator ?? order.originator,
    correlationId: made.correlationId ?? order.correlationId,
  }
  const errors = lintCard(card, {
    targets: [kind.url],
    originator: order.originator,
    recipients,
    signed: order.signed,
    decisions: kind.decisions,
    actorsPerToken: recipients.length,
  }).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new CountersignTypeError('ERR_CARD_LINT', errors.map(describeFinding))
  return card
}

/** One line about a finding, for an error that lists all of them. */
export function describeFinding({ code, message, hint, path }: Finding): string {
  return [
    code,
    path === undefined || path === '' ? '' : ` at ${path}`,
    `: ${message}`,
    hint === undefined ? '' : ` ${hint}`,
  ].join('')
}
