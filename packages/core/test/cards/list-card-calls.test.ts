import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listCardCalls } from '../../src/cards/index.js'
import { exampleCard } from './example-card.js'
import { exampleMessageCard, httpPost, TARGET } from './example-message-card.js'

describe('listCardCalls', () => {
  it('B05: finds the calls of an Adaptive Card, autoInvokeAction included', () => {
    const autoInvokeAction = {
      type: 'Action.Http' as const,
      method: 'POST' as const,
      url: 'https://a.example/',
      body: '',
    }
    assert.deepEqual(listCardCalls(exampleCard({ autoInvokeAction })), [
      { url: 'https://expenses.example/act', path: '/actions/0' },
      { url: 'https://a.example/', path: '/autoInvokeAction' },
    ])
  })

  it('B05: finds every HttpPOST of a MessageCard, in places that are not drawn and in any spelling, too', () => {
    const inner = {
      '@type': 'ActionCard',
      name: 'More',
      actions: [httpPost(), { '@type': 'ActionCard', actions: [httpPost()] }],
    }
    const card = exampleMessageCard({
      sections: [
        { potentialAction: [httpPost({ '@type': 'httppost', target: 7 })], hidden: { more: [httpPost()] } },
      ],
      potentialAction: [inner],
    })
    assert.deepEqual(
      listCardCalls(card).map(({ url, path }) => [path, url]),
      [
        ['/potentialAction/0/actions/0', TARGET],
        ['/potentialAction/0/actions/1/actions/0', TARGET],
        ['/sections/0/potentialAction/0', 7],
        ['/sections/0/hidden/more/0', TARGET],
      ],
    )
  })
})
