import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer } from '@countersign/core'
import fc from 'fast-check'
import { readInputs } from '../../src/pipeline/read-inputs.js'
import { forgeRequest, sealClaims } from '../support/forge-request.js'
import { ADELE } from '../support/test-platform.js'
import { createTestService, headerOf, refusalsOf } from '../support/test-service.js'

/** What people and attackers type: everything, and what the platform's unescaped substitution could trip over. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '"',
    '\\',
    '\r\n',
    '\n',
    '&a=b',
    '%00%0d',
    '{{comment.value}}',
    '{{other.value}}',
    '{"a":1}',
    '</div>',
    '--',
    '\u0000',
    '\r\n--countersign-0000\r\nContent-Disposition: form-data; name="comment"\r\n\r\nforged\r\n',
    '"; name="x',
    '__proto__',
    '',
  ),
)

describe('inputs', () => {
  it('B01: every text arrives unchanged through action(…, { inputs }) and the unescaped substitution', async () => {
    let arrived: unknown
    const t = createTestService({
      kind: { once: 'actor', input: undefined } as never,
      handler: ({ input }) => {
        arrived = input
        return answer.tryAgain('Again.')
      },
    })
    const card = await t.send()
    const token = await t.mint(ADELE)
    await fc.assert(
      fc.asyncProperty(anyText, async (comment) => {
        arrived = undefined
        await t.press(card, 'approve', ADELE, { token, inputs: { comment } })
        assert.deepEqual(arrived, { comment: Buffer.from(comment, 'utf8').toString('utf8') })
      }),
      { numRuns: 200 },
    )
  })

  it('B01: the boundary of another message cannot end a field, and that of this one is refused', async () => {
    const t = createTestService()
    const [card, other] = [await t.send(ADELE, { item: '1' }), await t.send(ADELE, { item: '2' })]
    const boundaryOf = (of: typeof card) => {
      const [first] = of.actions ?? []
      return first?.type === 'Action.Http'
        ? (/boundary=(\S+)/.exec(first.headers?.[0]?.value ?? '')?.[1] ?? '')
        : ''
    }
    const forged = (boundary: string) =>
      `x\r\n--${boundary}\r\nContent-Disposition: form-data; name="decision"\r\n\r\nreject\r\n--${boundary}--\r\n`
    assert.equal(
      (await t.press(card, 'approve', ADELE, { inputs: { comment: forged(boundaryOf(other)) } })).status,
      200,
    )
    assert.ok(t.runs[0]?.includes('decision'))
    const refused = await t.press(other, 'approve', ADELE, { inputs: { comment: forged(boundaryOf(other)) } })
    assert.equal(refused.status, 400)
    assert.equal(t.runs.length, 1)
  })

  it('B02: no body can pollute a prototype or name a field twice', () => {
    const json = (text: string) => readInputs('application/json', Buffer.from(text))
    for (const text of [
      '{"__proto__":{"admin":true}}',
      '{"a":{"__proto__":{"admin":true}}}',
      '{"a":1,"a":2}',
      '[1]',
      'null',
      '"x"',
      '{"a":',
      `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
      `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
    ]) {
      assert.throws(() => json(text), { code: 'ERR_REQUEST_BODY' }, text.slice(0, 40))
    }
    const form = (text: string) => readInputs('application/x-www-form-urlencoded', Buffer.from(text))
    for (const text of [
      'a=1&a=2',
      '__proto__=x',
      'a=1&%61=2',
      Array.from({ length: 300 }, (_, i) => `a${String(i)}=1`).join('&'),
    ]) {
      assert.throws(() => form(text), { code: 'ERR_REQUEST_BODY' })
    }
    assert.equal(Object.getPrototypeOf(form('constructor=x')), null)
    assert.deepEqual({ ...form('constructor=x&b=1+2%26') }, { constructor: 'x', b: '1 2&' })
    assert.equal(({} as { admin?: boolean }).admin, undefined)
  })

  it('refuses other content types and invalid UTF-8; an empty body is no input', () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'multipart/form-data; boundary=a; boundary=b',
    ]) {
      assert.throws(() => readInputs(type, Buffer.from('x')), { code: 'ERR_REQUEST_BODY' })
    }
    for (const type of ['text/plain', 'application/jsonp', 'application/json+x']) {
      assert.throws(() => readInputs(type, Buffer.from('{}')), { code: 'ERR_REQUEST_BODY' })
    }
    assert.throws(() => readInputs('application/json', Buffer.from('7b2261223a22ff227d', 'hex')), {
      code: 'ERR_REQUEST_BODY',
    })
    assert.throws(() => readInputs('application/x-www-form-urlencoded', Buffer.from('613dff', 'hex')), {
      code: 'ERR_REQUEST_BODY',
    })
    assert.deepEqual({ ...readInputs(undefined, new Uint8Array()) }, {})
  })

  it('H06: a body of the wrong type is refused before anything runs', async () => {
    const t = createTestService()
    const request = forgeRequest({
      token: await t.mint(ADELE),
      cst: sealClaims(),
      body: '<x/>',
      headers: { 'content-type': 'text/xml' },
    })
    assert.equal((await t.handler.handle(request)).status, 400)
    assert.deepEqual(refusalsOf(t.events), ['ERR_REQUEST_BODY'])
  })

  it('B02: types that the schema does not allow are refused, named by their field, and burn nothing', async () => {
    const t = createTestService()
    const press = async (comment: unknown) =>
      t.handler.handle(
        forgeRequest({ token: await t.mint(ADELE), cst: sealClaims(), body: JSON.stringify({ comment }) }),
      )
    for (const wrong of [1, null, ['x'], { toString: 'x' }, 'x'.repeat(501)]) {
      const answered = await press(wrong)
      assert.equal(answered.status, 400)
      assert.equal(headerOf(answered, 'card-action-status'), 'Please check what you entered: comment.')
    }
    assert.deepEqual(await t.ledger.list(), [])
    assert.equal((await press('fine')).status, 200)
  })

  it('O01: a field is named to the actor only where its name is a plain word', async () => {
    const t = createTestService({ kind: { input: undefined } as never })
    const body = JSON.stringify({ 'a\r\nb <script>': 1, ['x'.repeat(80)]: 1, plain: 1 })
    const token = await t.mint(ADELE)
    const answered = await t.handler.handle(forgeRequest({ token, cst: sealClaims(), body }))
    assert.equal(answered.status, 400)
    assert.equal(headerOf(answered, 'card-action-status'), 'Please check what you entered: plain.')
  })

  it('B02: without a schema a handler gets texts and nothing else', async () => {
    const t = createTestService({ kind: { input: undefined } as never })
    const request = forgeRequest({
      token: await t.mint(ADELE),
      cst: sealClaims(),
      body: '{"comment":{"a":1}}',
    })
    assert.equal((await t.handler.handle(request)).status, 400)
    assert.deepEqual(t.runs, [])
  })
})
