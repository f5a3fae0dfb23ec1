import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lintCard, lintCardText, lintMessageCard } from '../../../src/cards/index.js'
import { importPublicKey } from '../../../src/jose/index.js'
import { exampleMessageCard, httpPost } from '../example-message-card.js'
import { readVector } from '../read-vector.js'

describe('lintMessageCard', () => {
  it('finds in a good card, whatever is known around it, only that it is a MessageCard', () => {
    const card: unknown = JSON.parse(readVector('cards/message-card.json'))
    const context = {
      targets: ['https://expenses.example'],
      recipients: ['adele@contoso.example'],
      signed: true,
      decisions: ['approve', 'reject'],
    }
    const codes = lintCard(card, context).map(({ code }) => code)
    // The button of a section is no decision of this kind.
    assert.deepEqual(codes, ['CARD_LEGACY', 'CARD_ACTION_NO_DECISION'])
    assert.deepEqual(lintCardText(readVector('cards/message-card.json')), lintMessageCard(card))
  })

  it('points into the MessageCard, and speaks its words', () => {
    const card = exampleMessageCard({
      sections: [
        { activityImage: 'http://a.example.com/1.png', facts: [{ name: 'x', value: '[x](file:///x)' }] },
        {
          potentialAction: [
            {
              '@type': 'ActionCard',
              name: 'More',
              inputs: [{ '@type': 'TextInput' }],
              actions: [
                httpPost({ target: 'http://a.example.com/', headers: [{ name: 'Host', value: 'x' }] }),
              ],
            },
          ],
        },
      ],
    })
    const found = lintMessageCard(card)
    const places = new Map(found.map(({ code, path }) => [code, path]))
    for (const [code, path] of [
      ['CARD_IMAGE_NOT_HTTPS', '/sections/0/activityImage'],
      ['CARD_LINK_SCHEME', '/sections/0/facts/0/value'],
      ['CARD_INPUT_ID_MISSING', '/sections/1/potentialAction/0/inputs/0'],
      ['CARD_URL_NOT_HTTPS', '/sections/1/potentialAction/0/actions/0/target'],
      ['CARD_HEADER_RESERVED', '/sections/1/potentialAction/0/actions/0/headers/0'],
    ])
      assert.equal(places.get(code ?? ''), path)
    assert.equal(
      found.find(({ code }) => code === 'CARD_URL_NOT_HTTPS')?.message,
      'The target of an HttpPOST is not https.',
    )
    for (const { message, hint } of found)
      assert.doesNotMatch(`${message} ${hint ?? ''}`, /Action\.Http|Action\.OpenUrl|"url"/)
  })

  it('says of anything else that it is no MessageCard', () => {
    for (const card of [{ type: 'AdaptiveCard' }, { ...exampleMessageCard(), type: 'AdaptiveCard' }, 7, null])
      assert.ok(lintMessageCard(card).some(({ code }) => code === 'CARD_MESSAGE_TYPE'))
  })

  it('judges as a MessageCard what calls itself one in other letters, and says so', () => {
    for (const name of ['messagecard', 'Messagecard', 'MESSAGECARD', 'MessageCard ']) {
      const card = { ...exampleMessageCard(), '@type': name }
      assert.deepEqual(
        lintCard(card).map(({ code, path }) => [code, path]),
        [
          ['CARD_MESSAGE_TYPE', '/@type'],
          ...lintCard(exampleMessageCard()).map(({ code, path }) => [code, path]),
        ],
      )
    }
    const both = { ...exampleMessageCard(), '@type': 'messagecard', type: 'AdaptiveCard' }
    assert.ok(!lintCard(both).some(({ code }) => code === 'CARD_MESSAGE_TYPE'))
  })

  it('says once that a section is no object', () => {
    const findings = lintCard(exampleMessageCard({ sections: [null] }))
    assert.deepEqual(
      findings.map(({ code }) => code).filter((code) => code !== 'CARD_LEGACY'),
      ['CARD_SECTIONS_FORM'],
    )
  })

  it('B07: refuses the vendor’s developer sample key', () => {
    const publicKey = importPublicKey(readVector('signed-card-doc-sample.pub.pem'))
    assert.ok(
      lintCard(exampleMessageCard(), { publicKey }).some(({ code }) => code === 'CARD_KEY_DEVELOPER_SAMPLE'),
    )
  })

  it('H05: repeats nothing of the card that could be secret', () => {
    const secret = 'sEcReT0123456789abcdef'
    const post = httpPost({
      target: `http://a.example/?token=${secret}`,
      headers: [{ name: 'Authorization', value: secret }],
      bodyContentType: secret,
    })
    const card = exampleMessageCard({ '@context': secret, themeColor: secret, potentialAction: [post] })
    const findings = lintMessageCard(card, { recipients: ['a@b.example', 'c@d.example'], targets: [] })
    assert.ok(findings.length > 5)
    assert.ok(!JSON.stringify(findings).includes(secret))
  })

  it('judges any JSON without an error, and points at something that is there', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('HttpPOST', 'ActionCard', 'OpenUri', '__proto__', { toString: '' }, { valueOf: 7 }),
    )
    const node = fc.dictionary(
      fc.constantFrom(
        ...['@type', 'name', 'target', 'targets', 'headers', 'body', 'inputs', 'actions', 'facts', 'images'],
        ...['heroImage', 'potentialAction', 'text', 'id', 'choices', 'type', 'bodyContentType'],
      ),
      value,
    )
    fc.assert(
      fc.property(node, node, node, (action, section, card) => {
        const whole = {
          '@type': 'MessageCard',
          ...card,
          sections: [section],
          potentialAction: [action, { '@type': 'ActionCard', inputs: [section], actions: [action] }],
        }
        const given: unknown = JSON.parse(JSON.stringify(whole))
        for (const { path = '' } of lintMessageCard(given)) assert.ok(parentExists(given, path), path)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** The place itself may be what is missing. */
function parentExists(value: unknown, pointer: string): boolean {
  const tokens = pointer.split('/').slice(1, -1)
  const parent = tokens.reduce<unknown>(
    (at, token) => (at as Record<string, unknown> | undefined)?.[token],
    value,
  )
  return pointer === '' || (typeof parent === 'object' && parent !== null)
}
