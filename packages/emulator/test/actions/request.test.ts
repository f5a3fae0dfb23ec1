import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { substituteInputs, type OutlookCard } from '@countersign/core'
import fc from 'fast-check'
import { makeCard, TARGET } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

function cardWith(
  action: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>> = {},
): OutlookCard {
  const base = { type: 'Action.Http', id: 'go', title: 'Go', method: 'POST', url: `${TARGET}/go`, body: '{}' }
  return makeCard({ actions: [{ ...base, ...action }], ...own })
}

describe('the request of a press', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  async function pressCard(card: OutlookCard, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    const { id, admission } = await loop.deliver(card)
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings))
    await loop.emulator.press(id, 'go', { inputs })
  }

  it('carries the token in Authorization, and in Action-Authorization where the action blanks Authorization', async () => {
    await pressCard(cardWith({}))
    assert.match(String(loop.last.headers.authorization), /^Bearer eyJ/)
    assert.equal(loop.last.headers['action-authorization'], undefined)
    await pressCard(cardWith({ headers: [{ name: 'authorization', value: '' }] }))
    assert.match(String(loop.last.headers['action-authorization']), /^Bearer eyJ/)
    assert.equal(loop.last.headers.authorization, undefined)
  })

  it('is a GET without body and ids, or a POST with correlation and request id', async () => {
    await pressCard(cardWith({ method: 'GET', body: undefined, url: `${TARGET}/go?q={{comment.value}}` }), {
      comment: 'a b',
    })
    assert.deepEqual([loop.last.method, loop.last.url, loop.last.body], ['GET', '/go?q=a%20b', ''])
    assert.equal(loop.last.headers['card-correlation-id'], undefined)
    await pressCard(cardWith({}, { correlationId: undefined }))
    assert.equal(loop.last.headers['card-correlation-id'], undefined)
    const first = loop.last.headers['action-request-id']
    await pressCard(cardWith({}))
    assert.notEqual(loop.last.headers['action-request-id'], first)
    assert.equal(loop.last.headers['content-type'], 'application/json')
  })

  it('B01: substitutes inputs in URL, headers and body in one pass and without escaping, as the platform does', async () => {
    const card = cardWith({
      url: `${TARGET}/go?q={{comment.value}}`,
      body: '{"c":"{{comment.value}}"}',
      headers: [{ name: 'X-Comment', value: '{{comment.value}}' }],
    })
    await pressCard(card, { comment: '"},"x":"{{comment.value}}' })
    assert.equal(loop.last.body, '{"c":""},"x":"{{comment.value}}"}')
    assert.equal(loop.last.headers['x-comment'], '"},"x":"{{comment.value}}')
    assert.equal(new URL(loop.last.url, TARGET).searchParams.get('q'), '"},"x":"{{comment.value}}')
  })

  it('B01: sends every body text exactly as core substitutes it', async () => {
    const { id } = await loop.deliver(cardWith({ body: 'a {{comment.value}} b' }))
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(text, async (comment) => {
        await loop.emulator.press(id, 'go', { inputs: { comment } })
        assert.equal(
          loop.last.body,
          Buffer.from(substituteInputs('a {{comment.value}} b', { comment })).toString(),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('takes the default of each input that was left out', async () => {
    const body = [
      { type: 'Input.Text', id: 'text', value: 'preset' },
      { type: 'Input.Text', id: 'empty' },
      { type: 'Input.Number', id: 'number', value: 7 },
      { type: 'Input.Toggle', id: 'toggle', title: 'T' },
      { type: 'Input.Toggle', id: 'off', title: 'O', valueOff: 'no', valueOn: 'yes' },
      {
        type: 'Container',
        items: [{ type: 'Input.ChoiceSet', id: 'choice', value: 'b', choices: [{ title: 'B', value: 'b' }] }],
      },
    ]
    const template = ['text', 'empty', 'number', 'toggle', 'off', 'choice']
      .map((id) => `{{${id}.value}}`)
      .join('|')
    await pressCard(cardWith({ body: template }, { body }), { text: 'given' })
    assert.equal(loop.last.body, 'given||7|false|no|b')
  })

  it('refuses a value without an input, and a required input without a value', async () => {
    const card = cardWith(
      { body: '{{must.value}}' },
      { body: [{ type: 'Input.Text', id: 'must', isRequired: true }] },
    )
    const { id } = await loop.deliver(card)
    const calls = loop.service.requests.length
    for (const inputs of [{ other: 'x' }, {}, JSON.parse('{"__proto__":"x"}') as Record<string, string>]) {
      await assert.rejects(loop.emulator.press(id, 'go', { inputs }), { code: 'ERR_EMULATOR_INPUT' })
    }
    assert.equal(loop.service.requests.length, calls)
  })

  it('H07: sends nothing for a card with a reserved header, whether admission or the press refuses it', async () => {
    for (const name of ['Action-Authorization', 'X-Forwarded-For', 'countersign_secret']) {
      const calls = loop.service.requests.length
      const { id } = await loop.deliver(cardWith({ headers: [{ name, value: 'x' }] }))
      await assert.rejects(loop.emulator.press(id, 'go'), { name: 'CountersignError' })
      assert.equal(loop.service.requests.length, calls)
    }
  })
})
