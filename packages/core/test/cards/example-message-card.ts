import type { MessageCard, MessageCardHttpPost } from '../../src/cards/index.js'
import { ORIGINATOR } from './example-card.js'

export const TARGET = 'https://expenses.example/act'

export function httpPost(change: object = {}): MessageCardHttpPost {
  return { '@type': 'HttpPOST', name: 'Approve', target: TARGET, body: '', ...change }
}

/** A small MessageCard with one decision and one link. */
export function exampleMessageCard(change: object = {}): MessageCard {
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    originator: ORIGINATOR,
    correlationId: '7b3f3a3e-5a3e-4d0a-9c53-0d5a1a8d8c11',
    summary: 'Expense 1234',
    text: 'Expense 1234',
    potentialAction: [
      httpPost(),
      {
        '@type': 'OpenUri',
        name: 'View in Expenses',
        targets: [{ os: 'default', uri: 'https://expenses.example/1234' }],
      },
    ],
    ...change,
  }
}
