import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  bindCard,
  bindExecuteCard,
  bindMessageCard,
  convertMessageCard,
  embedCard,
  lintCard,
  lintCardText,
  listCardButtons,
  listCardCalls,
  parseAnyCard,
  renderCardText,
  type MessageCard,
  type OutlookCard,
} from '../../src/cards/index.js'
import { makeHostile, type Json } from '../hostile-json.js'
import { refusalCode } from '../refusal-code.js'
import { exampleMessageCard, httpPost } from './example-message-card.js'
import { readVector } from './read-vector.js'

const decisions = ['approve', 'reject']
const binding = { decisions, tokenFor: () => 'a.b.c' }
const bindings = (['query', 'header', 'body'] as const).map((placement) => ({
  ...binding,
  placement,
  url: 'https://a.example/act',
}))

/** Everything that takes a card from outside. Refusing with a code is fine. */
const readers: Record<string, (card: Json) => unknown> = {
  lintCard: (card) => lintCard(card, { recipients: ['a@b.example', 'c@d.example'], targets: [], decisions }),
  lintCardText: (card) => lintCardText(JSON.stringify(card)),
  parseAnyCard: (card) => parseAnyCard(JSON.stringify(card)),
  listCardButtons,
  listCardCalls,
  renderCardText: (card) => renderCardText(card as unknown as OutlookCard),
  convertMessageCard: (card) => convertMessageCard(card as unknown as MessageCard),
  bindExecuteCard: (card) => bindExecuteCard(card as unknown as OutlookCard, binding),
  embedCard: (card) => embedCard('<html><body></body></html>', card as unknown as OutlookCard),
}
bindings.forEach((options) => {
  readers[`bindCard in ${options.placement}`] = (card) => bindCard(card as unknown as OutlookCard, options)
  readers[`bindMessageCard in ${options.placement}`] = (card) =>
    bindMessageCard(card as unknown as MessageCard, options)
})

const cards: Readonly<Record<string, Json>> = {
  'the expense': JSON.parse(readVector('cards/expense.json')) as Json,
  'the flight of the vendor': JSON.parse(readVector('cards/vendor-flight.json')) as Json,
  'a card with Action.Submit': JSON.parse(readVector('cards/submit-and-time.json')) as Json,
  'a card of a bot': {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [{ type: 'TextBlock', text: 'Expense' }],
    actions: [{ type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { item: '7' } }],
    refresh: { action: { type: 'Action.Execute', verb: 'view' }, userIds: ['a'] },
  },
  'a MessageCard': exampleMessageCard({
    sections: [
      { title: 'a', facts: [{ name: 'b', value: 'c' }], images: [{ image: 'https://a.example/a' }] },
    ],
    potentialAction: [
      httpPost({ headers: [{ name: 'X-A', value: 'b' }], bodyContentType: 'application/json', body: '{}' }),
      {
        '@type': 'ActionCard',
        name: 'Comment',
        inputs: [
          { '@type': 'TextInput', id: 'comment', maxLength: 7 },
          { '@type': 'MultichoiceInput', id: 'choice', choices: [{ display: 'A', value: '1' }] },
        ],
        actions: [
          { '@type': 'OpenUri', name: 'See', targets: [{ os: 'default', uri: 'https://a.example' }] },
        ],
      },
    ],
  }) as unknown as Json,
}

describe('a card from outside', () => {
  for (const [what, card] of Object.entries(cards))
    it(`is read or refused with a code, whatever stands in a place of ${what}`, async () => {
      for (const { changed, what: change } of makeHostile(card))
        for (const [reader, read] of Object.entries(readers))
          await assert.doesNotReject(
            refusalCode(() => read(changed)),
            `${reader}: ${change}`,
          )
    })
})
