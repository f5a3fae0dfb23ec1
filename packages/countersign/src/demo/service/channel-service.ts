import type { MessageCard } from '@countersign/core'
import {
  createService,
  type ActionHandler,
  type ServiceEvent,
  type ServiceOptions,
} from '@countersign/service'
import { decideExpense } from './decide-expense.js'
import type { ExpenseStore } from './expense-store.js'
import type { Expense } from './messages.js'

export interface ChannelService {
  readonly handler: ActionHandler
  post(expense: Expense): Promise<void>
  close(): Promise<void>
}

/** The same expenses in a channel: everybody in it sees the card, and those on the list may decide. */
export function createChannelService(parts: {
  readonly options: ServiceOptions
  /** The channel's incoming webhook. */
  readonly webhookUrl: string
  readonly store: ExpenseStore
  readonly pay: (item: string) => Promise<void>
  readonly onEvent: (event: ServiceEvent) => void
}): ChannelService {
  const { store, webhookUrl } = parts
  const service = createService(parts.options)
  service.onEvent(parts.onEvent)
  const expense = service.define('channel-expense', {
    url: 'https://expenses.example/actions/channel-expense',
    decisions: ['approve', 'reject'],
    actors: 'authorized',
    view: ({ item }) => drawExpense(store, item),
  })
  const decide = expense.on((asked) => decideExpense(asked, parts, (item) => drawExpense(store, item)))
  return {
    handler: decide,
    post: async ({ id, amount, version }) => {
      store.set(id, { amount, state: 'waiting for approval' })
      await expense.post({
        item: id,
        version,
        to: webhookUrl,
        card: ({ action }) => ({
          ...drawExpense(store, id),
          potentialAction: [action('approve', { title: 'Approve' }), action('reject', { title: 'Reject' })],
        }),
      })
    },
    close: () => service.close(),
  }
}

function drawExpense(store: ExpenseStore, id: string): MessageCard {
  const { amount, state } = store.get(id)
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    summary: `Expense ${id}: ${amount}`,
    title: `Expense ${id}: ${amount}`,
    text: 'Whoever is on the list decides for the team.',
    sections: [{ facts: [{ name: 'State', value: state }] }],
  }
}
