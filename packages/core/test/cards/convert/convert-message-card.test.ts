import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  convertMessageCard,
  lintCard,
  listCardButtons,
  parseCard,
  parseMessageCard,
  renderCardText,
  substituteInputs,
  walkActions,
  type ActionHttp,
  type OutlookCard,
} from '../../../src/cards/index.js'
import { exampleMessageCard, httpPost } from '../example-message-card.js'
import { readVector } from '../read-vector.js'

const convert = (change: object): ReturnType<typeof convertMessageCard> =>
  convertMessageCard(exampleMessageCard(change))
const codesOf = (change: object): string[] => convert(change).findings.map(({ code }) => code)

describe('convertMessageCard', () => {
  it('makes a card without any finding of lint from one without', () => {
    const card = parseMessageCard(readVector('cards/message-card.json'))
    const converted = convertMessageCard(card)
    assert.deepEqual(
      lintCard(card).map(({ code }) => code),
      ['CARD_LEGACY'],
    )
    assert.deepEqual(lintCard(converted.card), [])
    assert.deepEqual(
      converted.findings.map(({ code, path }) => [code, path]),
      [
        ['CARD_CONVERT_THEME_COLOR', '/themeColor'],
        ['CARD_CONVERT_SUMMARY', '/summary'],
        ['CARD_CONVERT_STATUS', ''],
      ],
    )
  })

  it('draws every text, fact, picture, input and button of the original', () => {
    const text = renderCardText(parseMessageCard(readVector('cards/message-card.json')))
    for (const part of [
      ...['Expense 1234', 'Please decide on', 'Diego Siciliani', 'Handed in on', 'Two nights in Ghent'],
      ...['Amount:      120.00 EUR', 'Receipts', "[image: The hotel's bill]", '[image: Train]', 'Comment:'],
      ...['Pay on:', 'Account *:', '( ) Training', '[1] Ask for the originals', '[2] Approve or reject'],
      ...[
        '[3] Approve',
        '[4] Reject',
        '[5] Open the add-in',
        '[6] View in Expenses: https://expenses.example/1234',
      ],
    ])
      assert.ok(text.includes(part), part)
  })

  it('numbers the buttons of a MessageCard as those of the card that it becomes', () => {
    const card = parseMessageCard(readVector('cards/message-card.json'))
    assert.deepEqual(listCardButtons(card), listCardButtons(convertMessageCard(card).card))
  })

  it('takes over originator, correlation id and expected actors, and reads booleans written as texts', () => {
    const { card } = convert({ expectedActors: ['adele@contoso.example'], hideOriginalBody: 'true' })
    const { originator, correlationId, expectedActors } = exampleMessageCard({
      expectedActors: ['adele@contoso.example'],
    })
    assert.deepEqual(
      [card.originator, card.correlationId, card.expectedActors, card.hideOriginalBody],
      [originator, correlationId, expectedActors, true],
    )
    assert.equal(convert({ hideOriginalBody: 'false' }).card.hideOriginalBody, undefined)
  })

  it('shows the summary where there is nothing else', () => {
    assert.equal(
      renderCardText(exampleMessageCard({ text: undefined, potentialAction: [] })),
      'Expense 1234\n',
    )
  })

  it('writes the type of the body into a header, application/json where the action does not say', () => {
    const [first] = httpActions(convert({ potentialAction: [httpPost()] }).card)
    assert.deepEqual(first?.headers, [{ name: 'Content-Type', value: 'application/json' }])
    const form = httpPost({
      bodyContentType: 'application/x-www-form-urlencoded',
      headers: [{ name: 'X-A', value: 'b' }],
    })
    assert.deepEqual(httpActions(convert({ potentialAction: [form] }).card)[0]?.headers, [
      { name: 'X-A', value: 'b' },
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    ])
    const own = [{ name: 'content-type', value: 'text/plain' }]
    const both = httpPost({ bodyContentType: 'application/json', headers: own })
    assert.deepEqual(httpActions(convert({ potentialAction: [both] }).card)[0]?.headers, own)
  })

  it('B01: a target or header that looks like a placeholder arrives as it stands', () => {
    const post = httpPost({
      target: 'https://expenses.example/act?c={{comment.value}}',
      headers: [{ name: 'X-Comment', value: '{{comment.value}}' }],
      body: '{{comment.value}}',
    })
    const { card, findings } = convert({ potentialAction: [withInputs([{ id: 'comment' }], post)] })
    const [action] = httpActions(card)
    assert.ok(action?.method === 'POST')
    const [given] = [...inputIds(card)]
    assert.ok(given !== undefined && given !== 'comment')
    const values = { [given]: 'typed' }
    assert.equal(substituteInputs(action.url, values), post.target)
    assert.deepEqual(action.headers?.[0], { name: 'X-Comment', value: '{{comment.value}}' })
    assert.equal(substituteInputs(action.body, values), 'typed')
    assert.ok(findings.some(({ code }) => code === 'CARD_CONVERT_INPUT_ID'))
  })

  it('keeps two inputs of one id apart: each body gets the one of its own ActionCard', () => {
    const { card } = convert({
      potentialAction: [
        withInputs([{ id: 'c' }], httpPost({ '@id': 'one', body: '{{c.value}}' })),
        withInputs([{ id: 'c' }], httpPost({ '@id': 'two', body: '{{c.value}}' })),
        httpPost({ '@id': 'three', body: '{{c.value}}' }),
      ],
    })
    const [first = '', second = ''] = inputIds(card)
    assert.notEqual(first, second)
    const bodies = httpActions(card).map(({ body = '' }) =>
      substituteInputs(body, { [first]: 'A', [second]: 'B' }),
    )
    assert.deepEqual(bodies, ['A', 'B', 'A'])
  })

  it('says what does not survive', () => {
    assert.deepEqual(codesOf({ summary: undefined, potentialAction: [] }), [])
    const openUri = {
      '@type': 'OpenUri',
      name: 'Open',
      targets: [
        { os: 'iOS', uri: 'yammer://1' },
        { os: 'default', uri: 'https://a.example.com/' },
      ],
    }
    const { card, findings } = convert({ summary: undefined, potentialAction: [openUri] })
    assert.deepEqual(
      findings.map(({ code, path }) => [code, path]),
      [['CARD_CONVERT_OPEN_URI', '/potentialAction/0/targets']],
    )
    assert.deepEqual(card.actions, [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example.com/' }])
    for (const [code, change] of [
      ['CARD_CONVERT_DROPPED', { potentialAction: [{ '@type': 'Other' }] }],
      ['CARD_CONVERT_DROPPED', { potentialAction: [withInputs([], withInputs([], httpPost()))] }],
      ['CARD_CONVERT_DROPPED', { more: 1 }],
      ['CARD_CONVERT_FORM', { sections: [null] }],
      ['CARD_CONVERT_FORM', { sections: {} }],
      ['CARD_CONVERT_FORM', { text: 5 }],
      ['CARD_CONVERT_FORM', { potentialAction: {} }],
      ['CARD_CONVERT_FORM', { sections: [{ facts: ['Amount'] }] }],
      ['CARD_CONVERT_FORM', { sections: [{ images: [null] }] }],
      ['CARD_CONVERT_FORM', { sections: [{ heroImage: 'https://a.example/' }] }],
      ['CARD_CONVERT_FORM', { sections: [{ activityImage: {} }] }],
      ['CARD_CONVERT_MARKDOWN', { text: '# Heading' }],
      ['CARD_CONVERT_MARKDOWN', { sections: [{ text: '~~gone~~' }] }],
      [
        'CARD_CONVERT_TIME',
        { potentialAction: [withInputs([{ '@type': 'DateInput', id: 'd', includeTime: true }])] },
      ],
      ['CARD_CONVERT_THEME_COLOR', { themeColor: '0078D7' }],
    ] as const)
      assert.ok(codesOf(change).includes(code), `${code} of ${JSON.stringify(change)}`)
  })

  it('never shows more buttons than the original: an ActionCard within an ActionCard is left out', () => {
    const { card } = convert({ potentialAction: [withInputs([], withInputs([], httpPost()), httpPost())] })
    assert.equal(httpActions(card).length, 1)
    assert.doesNotThrow(() => parseCard(JSON.stringify(card)))
  })
})

function withInputs(inputs: readonly object[], ...actions: readonly object[]): object {
  return {
    '@type': 'ActionCard',
    name: 'More',
    inputs: inputs.map((input) => ({ '@type': 'TextInput', ...input })),
    actions,
  }
}

function httpActions(card: OutlookCard): ActionHttp[] {
  return [...walkActions(card)].flatMap(({ action }) => (action.type === 'Action.Http' ? [action] : []))
}

function inputIds(card: OutlookCard): string[] {
  return [...JSON.stringify(card).matchAll(/"type":"Input\.[^}]*?"id":"([^"]+)"/g)].map(([, id = '']) => id)
}
