import type { OutlookCard } from '@countersign/core'
import {
  createService,
  type ActionHandler,
  type ServiceEvent,
  type ServiceOptions,
} from '@countersign/service'
import { decideExpense } from './decide-expense.js'
import type { ExpenseStore } from './expense-store.js'
import type { MailedExpense } from './messages.js'

/**
 * How long a reservation is held unless it is renewed (ms). Short, so that nobody has to wait half a minute to see what
 * becomes of an action whose process was killed.
 */
const LEASE_MS = 1_500

export interface ExpenseService {
  readonly handler: ActionHandler
  send(expense: MailedExpense): Promise<void>
  withdraw(id: string): Promise<void>
  close(): Promise<void>
}

/** The example: expenses that somebody approves by a button in a mail, and that are paid then. */
export function createExpenseService(parts: {
  readonly options: ServiceOptions
  readonly store: ExpenseStore
  readonly pay: (item: string) => Promise<void>
  readonly onEvent: (event: ServiceEvent) => void
}): ExpenseService {
  const { store } = parts
  const service = createService({ ...parts.options, leaseMs: LEASE_MS })
  service.onEvent(parts.onEvent)
  const expense = service.define('expense', {
    url: 'https://expenses.example/actions/expense',
    decisions: ['approve', 'reject'],
    view: ({ item }) => drawExpense(store, item),
  })
  const decide = expense.on((asked) => decideExpense(asked, parts, (item) => drawExpense(store, item)))
  return {
    handler: decide,
    send: async ({ id, amount, version, to, signed = true }) => {
      store.set(id, { amount, state: 'waiting for approval' })
      await expense.send({
        item: id,
        version,
        to,
        signed,
        subject: `Expense ${id}: ${amount}`,
        card: ({ action }) => ({
          ...drawExpense(store, id),
          actions: [
            action('approve', { title: 'Approve', style: 'positive' }),
            action('reject', { title: 'Reject', style: 'destructive' }),
          ],
        }),
      })
    },
    withdraw: (id) => expense.withdraw(id),
    close: () => service.close(),
  }
}

function drawExpense(store: ExpenseStore, id: string): OutlookCard {
  const { amount, state } = store.get(id)
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: `Expense ${id}`, weight: 'bolder', size: 'medium' },
      {
        type: 'FactSet',
        facts: [
          { title: 'Amount', value: amount },
          { title: 'State', value: state },
        ],
      },
    ],
  }
}
