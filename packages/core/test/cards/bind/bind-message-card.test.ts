import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  bindMessageCard,
  convertMessageCard,
  decodeInputs,
  encodeInputs,
  lintCard,
  substituteInputs,
  walkActions,
  type BindCardOptions,
  type MessageCard,
  type MessageCardHttpPost,
} from '../../../src/cards/index.js'
import { exampleMessageCard, httpPost, TARGET } from '../example-message-card.js'

const TOKEN = 'eyJhbGciOiJkaXIifQ..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA'

function bind(card: MessageCard, options: Partial<BindCardOptions> = {}): MessageCard {
  return bindMessageCard(card, { decisions: ['approve'], url: TARGET, tokenFor: () => TOKEN, ...options })
}

function bindPost(post: object, options: Partial<BindCardOptions> = {}): MessageCardHttpPost {
  const [bound] =
    bind(exampleMessageCard({ potentialAction: [httpPost(post)] }), options).potentialAction ?? []
  assert.ok(bound?.['@type'] === 'HttpPOST')
  return bound
}

describe('bindMessageCard', () => {
  it('gives each decision its target and token, and leaves the original alone', () => {
    const card = exampleMessageCard()
    const asked: string[] = []
    const bound = bind(card, {
      tokenFor: (decision, purpose) => {
        asked.push(`${decision} ${purpose}`)
        return TOKEN
      },
    })
    assert.deepEqual(asked, ['approve act'])
    assert.deepEqual(bound.potentialAction?.[0], {
      ...httpPost(),
      '@id': 'approve',
      target: `${TARGET}?cst=${TOKEN}`,
    })
    assert.deepEqual(card, exampleMessageCard())
    assert.ok(Object.isFrozen(bound) && Object.isFrozen(bound.potentialAction?.[0]))
  })

  it('knows a decision by its @id before its name', () => {
    assert.equal(bindPost({ '@id': 'approve', name: 'Yes' }).target, `${TARGET}?cst=${TOKEN}`)
    assert.equal(bindPost({ '@id': 'other', name: 'approve' }).target, TARGET)
    assert.equal(bindPost({ name: 'Reject' }).target, TARGET)
  })

  it('binds decisions in sections and in ActionCards', () => {
    const inner = {
      '@type': 'ActionCard',
      name: 'More',
      inputs: [],
      actions: [httpPost({ '@id': 'approve' })],
    }
    const card = exampleMessageCard({ sections: [{ potentialAction: [inner] }], potentialAction: [] })
    assert.equal(JSON.stringify(bind(card)).split(TOKEN).length, 2)
  })

  it('places the token in a header or in the body, as bindCard does', () => {
    assert.deepEqual(bindPost({}, { placement: 'header', parameter: 'X-Token' }).headers, [
      { name: 'X-Token', value: TOKEN },
    ])
    assert.deepEqual(bindPost({}, { placement: 'body' }), {
      ...httpPost(),
      '@id': 'approve',
      body: `cst=${encodeURIComponent(TOKEN)}`,
      bodyContentType: 'application/x-www-form-urlencoded',
    })
    const json = bindPost({ body: '{"a":1}', bodyContentType: 'application/json' }, { placement: 'body' })
    assert.deepEqual(JSON.parse(json.body ?? ''), { cst: TOKEN, a: 1 })
    assert.equal(json.bodyContentType, 'application/json')
  })

  it('B01: inputs written with encodeInputs arrive unchanged beside the token', () => {
    const card = exampleMessageCard({
      potentialAction: [
        {
          '@type': 'ActionCard',
          name: 'More',
          inputs: [{ '@type': 'TextInput', id: 'comment' }],
          actions: [httpPost(encodeInputs(['comment']))],
        },
      ],
    })
    const bound = bind(card, { placement: 'body' })
    assert.deepEqual(
      lintCard(bound).filter(({ severity }) => severity === 'error'),
      [],
    )
    const [action] = [...walkActions(convertMessageCard(bound).card)].flatMap(({ action: each }) =>
      each.type === 'Action.Http' ? [each] : [],
    )
    const typed = '"}{{comment.value}} & = % \r\n--'
    const body = substituteInputs(action?.body ?? '', { comment: typed })
    const [header] = action?.headers ?? []
    assert.deepEqual(
      { ...decodeInputs(header?.value ?? '', Buffer.from(body)) },
      { cst: TOKEN, comment: typed },
    )
  })

  it('refuses wrong options and actions that cannot be bound, all at once', () => {
    assert.throws(
      () => bind(exampleMessageCard(), { url: 'http://x/', parameter: '' }),
      (error: Error & { problems: string[] }) => {
        assert.equal(error.problems.length, 2)
        return true
      },
    )
    const twice = exampleMessageCard({
      potentialAction: [
        httpPost({ body: '{{x.value}}' }),
        httpPost({ '@id': 'approve', body: '{{y.value}}' }),
      ],
    })
    assert.throws(
      () => bind(twice, { placement: 'body' }),
      (error: Error & { code: string; problems: string[] }) => {
        assert.equal(error.code, 'ERR_CARD_BIND')
        assert.equal(error.problems.length, 2)
        return true
      },
    )
  })
})
