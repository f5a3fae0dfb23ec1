import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cardFindingCatalog, lintCard, lintCardText } from '../../../src/cards/index.js'
import { importPublicKey } from '../../../src/jose/index.js'
import { createRsaKeys, exampleCard } from '../example-card.js'
import { readVector } from '../read-vector.js'

const lintVector = (name: string): string[] =>
  lintCardText(readVector(`cards/${name}`)).map(({ code }) => code)

describe('lintCard', () => {
  it('finds nothing in a good card, whatever is known around it', () => {
    const card: unknown = JSON.parse(readVector('cards/expense.json'))
    assert.deepEqual(lintCard(card), [])
    assert.deepEqual(
      lintCard(card, {
        targets: ['https://expenses.example'],
        originator: '65C680EF-36A6-4A1B-B84C-A7B5C6198792',
        recipients: ['adele@contoso.example'],
        signed: true,
        decisions: ['approve', 'reject'],
        publicKey: createRsaKeys().publicKey,
      }),
      [],
    )
  })

  for (const [name, codes] of Object.entries({
    'vendor-flight.json': ['CARD_ORIGINATOR_MISSING', 'CARD_OPEN_URL_MISSING', 'CARD_IMAGE_NOT_HTTPS'],
    'poszytek-originator.json': ['CARD_ORIGINATOR_FORM', 'CARD_OPEN_URL_MISSING'],
    'submit-and-time.json': ['CARD_ACTION_SUBMIT', 'CARD_INPUT_TIME', 'CARD_OPEN_URL_MISSING'],
    'http-at-1.4.json': ['CARD_ACTION_HTTP_VERSION', 'CARD_CORRELATION_ID_MISSING', 'CARD_OPEN_URL_MISSING'],
    'auto-invoke-empty.json': [
      'CARD_AUTO_INVOKE_EMPTY',
      'CARD_CORRELATION_ID_MISSING',
      'CARD_OPEN_URL_MISSING',
    ],
    'duplicate-member.json': ['CARD_UNREADABLE'],
  }))
    it(`judges ${name} as documented`, () => {
      assert.deepEqual(lintVector(name).sort(), codes.sort())
    })

  it('gives each finding severity, message, hint and a JSON pointer that leads somewhere', () => {
    const card: unknown = JSON.parse(readVector('cards/submit-and-time.json'))
    for (const { code, severity, message, hint, path } of lintCard(card)) {
      assert.equal(severity, cardFindingCatalog[code]?.severity)
      assert.ok(message.endsWith('.') && hint?.endsWith('.'), code)
      assert.notEqual(resolvePointer(card, path ?? '?'), undefined)
    }
  })

  it('gives the vendor’s text where it is known', () => {
    const [finding] = lintCard(exampleCard(), { targets: ['https://other.example'] })
    assert.equal(finding?.code, 'CARD_TARGET_UNREGISTERED')
    assert.equal(finding?.vendorText, "Target URL '…' is not allowed")
  })

  it('names every finding in its catalogue once, with message and hint', () => {
    const codes = Object.keys(cardFindingCatalog)
    assert.ok(codes.length >= 60)
    for (const code of codes) assert.match(code, /^CARD_[A-Z0-9_]+$/)
  })

  it('B07: refuses the vendor’s developer sample key in both formats', () => {
    for (const format of ['pem', 'xml']) {
      const publicKey = importPublicKey(readVector(`signed-card-doc-sample.pub.${format}`))
      assert.ok(
        lintCard(exampleCard(), { publicKey }).some(({ code }) => code === 'CARD_KEY_DEVELOPER_SAMPLE'),
      )
    }
  })

  it('H05: repeats nothing of the card that could be secret', () => {
    const secret = 'sEcReT0123456789abcdef'
    const card = {
      ...exampleCard(),
      originator: secret,
      correlationId: `${secret}\n`,
      actions: [
        {
          type: 'Action.Http',
          method: secret,
          url: `http://a.example/?token=${secret}`,
          headers: [{ name: 'Authorization', value: secret }],
        },
      ],
    }
    const findings = lintCard(card, { recipients: ['a@b.example', 'c@d.example'], targets: [] })
    assert.ok(findings.length > 5)
    assert.ok(!JSON.stringify(findings).includes(secret))
    assert.ok(!JSON.stringify(lintCardText(`{"token":"${secret}"`)).includes(secret))
  })

  it('judges any JSON without an error', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('Action.Http', 'Input.Text', 'constructor', '__proto__'),
    )
    fc.assert(
      fc.property(odd, odd, odd, (a, b, c) => {
        const action = {
          type: 'Action.Http',
          id: a,
          url: b,
          body: c,
          headers: a,
          method: b,
          targetElements: c,
        }
        const card = {
          type: a,
          version: b,
          originator: c,
          body: [a, { type: b, text: c, url: a }],
          actions: [action, c],
        }
        assert.ok(
          Array.isArray(
            lintCard(card, { recipients: ['a@b.example', 'c@d.example'], targets: [], decisions: ['x'] }),
          ),
        )
        assert.ok(Array.isArray(lintCard(a)))
      }),
    )
  })
})

function resolvePointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], value)
}
