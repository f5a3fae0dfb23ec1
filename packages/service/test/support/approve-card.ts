import type { OutlookCard } from '@countersign/core'
import type { CardContext } from '../../src/send/card-context.js'
import type { ExpenseDecision } from './test-service.js'

/** The button of a decision as a view writes it: url and token are put in when it is answered. */
export const UNBOUND_APPROVE = {
  type: 'Action.Http',
  id: 'approve',
  title: 'Approve',
  method: 'POST',
  url: 'https://x.example/',
  body: '',
} as const

/** A view whose card can be pressed. */
export const approveView = (): OutlookCard => ({
  type: 'AdaptiveCard',
  version: '1.0',
  actions: [UNBOUND_APPROVE],
})

/** A card that fetches its view when the mail is opened. */
export function autoCard({
  action,
  refresh,
}: Pick<CardContext<ExpenseDecision, 'comment'>, 'action' | 'refresh'>): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    actions: [
      action('approve', { title: 'Approve' }),
      { type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.com/1234' },
    ],
    autoInvokeAction: refresh(),
  }
}
