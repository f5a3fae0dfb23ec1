import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { convertMessageCard } from '@countersign/core'
import { Emulator } from '../../src/index.js'
import { makeCard, makeMessageCard, TARGET } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

const UPDATE = { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' }
const status = (text: string): Record<string, string> => ({ 'CARD-ACTION-STATUS': text })
const REFRESHED = makeMessageCard({
  text: 'Done.',
  potentialAction: [
    { '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: `${TARGET}/1234` }] },
  ],
})

/** The members of the one HttpPOST that the card has. */
function withPost(post: object, inputs: readonly object[] = []): ReturnType<typeof makeMessageCard> {
  const action = { '@type': 'HttpPOST', '@id': 'go', name: 'Go', target: `${TARGET}/go`, body: '', ...post }
  return makeMessageCard({
    potentialAction: [{ '@type': 'ActionCard', name: 'More', inputs, actions: [action] }],
  })
}

describe('a mail with a MessageCard', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  it('shows the card that it converts to, and keeps the original beside it', async () => {
    const message = await loop.deliver(makeMessageCard())
    assert.equal(message.admission.outcome, 'shown', JSON.stringify(message.admission.findings))
    assert.deepEqual(message.card, convertMessageCard(makeMessageCard()).card)
    assert.deepEqual(message.messageCards, { card: makeMessageCard(), mailCard: makeMessageCard() })
    const plain = await loop.deliver(makeCard())
    assert.equal(plain.messageCards, undefined)
  })

  it('posts target, headers and body of an HttpPOST, with the inputs in the body', async () => {
    const { id } = await loop.deliver(makeMessageCard())
    loop.answer = () => ({})
    const inputs = { comment: 'fine "by" me', payOn: '2026-10-01' }
    const result = await loop.emulator.press(id, 'approve', { inputs })
    assert.equal(result.outcome, 'done')
    const { method, url, body, headers } = loop.last
    assert.deepEqual(
      [method, url, body, headers['content-type'], headers['x-way']],
      ['POST', '/actions/expense?id=1234', 'fine "by" me|2026-10-01', 'text/plain', 'card'],
    )
    assert.equal(headers['card-correlation-id'], makeMessageCard().correlationId)
    assert.equal(headers['action-request-id'], result.request.requestId)
    assert.match(headers.authorization ?? '', /^Bearer /)
  })

  it('writes bodyContentType, application/json where there is none', async () => {
    const { id } = await loop.deliver(makeMessageCard())
    await loop.emulator.press(id, 'Seen')
    assert.deepEqual(
      [loop.last.headers['content-type'], loop.last.body],
      ['application/x-www-form-urlencoded', 'a=b'],
    )
    const other = await loop.deliver(withPost({ body: '{"a":1}' }))
    await loop.emulator.press(other.id, 'go')
    assert.deepEqual([loop.last.headers['content-type'], loop.last.body], ['application/json', '{"a":1}'])
  })

  it('B01: substitutes nothing in target and headers', async () => {
    const card = withPost(
      {
        target: `${TARGET}/go?c={{comment.value}}`,
        headers: [{ name: 'X-Comment', value: '{{comment.value}}' }],
        body: '{{comment.value}}',
      },
      [{ '@type': 'TextInput', id: 'comment' }],
    )
    const { id, card: drawn } = await loop.deliver(card)
    const [input] = /"Input\.Text".*?"id":"([^"]+)"/.exec(JSON.stringify(drawn))?.slice(1) ?? []
    await loop.emulator.press(id, 'go', { inputs: { [input ?? '']: 'x&y' } })
    const { url, headers, body } = loop.last
    assert.deepEqual(
      [decodeURIComponent(url), headers['x-comment'], body],
      ['/go?c={{comment.value}}', '{{comment.value}}', 'x&y'],
    )
  })

  it('asks only for the inputs that the pressed action sends', async () => {
    const inputs = [
      { '@type': 'TextInput', id: 'reason', isRequired: true },
      { '@type': 'TextInput', id: 'other', isRequired: true },
    ]
    const { id } = await loop.deliver(withPost({ body: '{{reason.value}}' }, inputs))
    await assert.rejects(loop.emulator.press(id, 'go'), { code: 'ERR_EMULATOR_INPUT' })
    assert.equal((await loop.emulator.press(id, 'go', { inputs: { reason: 'x' } })).outcome, 'done')
  })

  it('H07: refuses a reserved header', async () => {
    const headers = [{ name: 'Action_Authorization', value: 'x' }]
    const { id } = await loop.deliver(withPost({ headers }))
    await assert.rejects(loop.emulator.press(id, 'go'), { code: 'ERR_EMULATOR_RESERVED_HEADER' })
  })

  it('moves the token where the action blanks Authorization', async () => {
    const { id } = await loop.deliver(withPost({ headers: [{ name: 'Authorization', value: '' }] }))
    await loop.emulator.press(id, 'go')
    assert.equal(loop.last.headers.authorization, undefined)
    assert.match(loop.last.headers['action-authorization'] as string, /^Bearer /)
  })

  it('B05: withholds a card that calls what is not registered, and calls nothing', async () => {
    const message = await loop.deliver(withPost({ target: 'https://evil.example/' }))
    assert.equal(message.admission.outcome, 'withheld')
    await assert.rejects(loop.emulator.press(message.id, 'go'), { code: 'ERR_EMULATOR_NO_CARD' })
  })

  it('is shown while the admission is off, and executed by the same rules', async () => {
    const message = await loop.deliver(withPost({ target: 'https://evil.example/{{x.value}}' }))
    loop.emulator.setAdmission(false)
    try {
      const shown = loop.emulator.getMessage(message.id)
      assert.equal(shown.messageCards?.card?.['@type'], 'MessageCard')
      await assert.rejects(loop.emulator.press(message.id, 'go'), { code: 'ERR_EMULATOR_TARGET_NOT_ALLOWED' })
    } finally {
      loop.emulator.setAdmission(true)
    }
  })

  it('R5: shows CARD-ACTION-STATUS on success and on failure, and keeps it with the card', async () => {
    const { id } = await loop.deliver(makeMessageCard())
    loop.answer = () => ({ headers: status('The expense was approved.') })
    const done = await loop.emulator.press(id, 'approve')
    assert.deepEqual([done.outcome, done.statusText], ['done', 'The expense was approved.'])
    const kept = loop.emulator.getMessage(id).cardStatus
    assert.deepEqual(kept, {
      text: 'The expense was approved.',
      outcome: 'done',
      actor: { alias: 'adele', displayName: done.actor.displayName },
      at: done.at,
    })
    loop.answer = () => ({ status: 409, headers: status('It was decided already.') })
    const refused = await loop.emulator.press(id, 'approve')
    assert.deepEqual([refused.outcome, refused.statusText], ['refused', 'It was decided already.'])
    assert.equal(loop.emulator.getMessage(id).cardStatus?.text, 'It was decided already.')
    loop.answer = () => ({ status: 500 })
    await loop.emulator.press(id, 'approve')
    assert.equal(loop.emulator.getMessage(id).cardStatus?.text, 'It was decided already.')
  })

  it('keeps no status with an Adaptive Card', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ status: 409, headers: status('No.') })
    await loop.emulator.press(id, 'approve')
    assert.equal(loop.emulator.getMessage(id).cardStatus, undefined)
  })

  it('R6: replaces the card with a refresh card, beside which the status stays', async () => {
    const { id } = await loop.deliver(makeMessageCard())
    loop.answer = () => ({ headers: { ...UPDATE, ...status('Approved.') }, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.press(id, 'approve')
    assert.deepEqual(
      result.findings.filter(({ severity }) => severity !== 'info'),
      [],
    )
    const message = loop.emulator.getMessage(id)
    assert.deepEqual(message.card, convertMessageCard(REFRESHED).card)
    assert.deepEqual(message.messageCards, { card: REFRESHED, mailCard: makeMessageCard() })
    assert.equal(message.cardStatus?.text, 'Approved.')
    // A device that has not refreshed still shows the mail's own card: by the same rules.
    loop.answer = () => ({ headers: status('Again.') })
    assert.equal((await loop.emulator.press(id, 'Seen')).statusText, 'Again.')
  })

  it('takes a refresh card of the other kind, and says that no document provides for it', async () => {
    const { id } = await loop.deliver(makeMessageCard())
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(makeCard()) })
    const result = await loop.emulator.press(id, 'approve')
    assert.ok(result.findings.some(({ code, severity }) => code === 'REFRESH_KIND' && severity === 'warning'))
    assert.deepEqual(loop.emulator.getMessage(id).messageCards, { mailCard: makeMessageCard() })
  })

  for (const [what, own] of [
    ['without originator', { originator: undefined }],
    ['of another originator', { originator: '11111111-36a6-4a1b-b84c-a7b5c6198792' }],
    [
      'with an unregistered target',
      { potentialAction: [{ '@type': 'HttpPOST', name: 'x', target: 'https://evil.test/', body: '' }] },
    ],
    ['that is an Adaptive Card as well', { type: 'AdaptiveCard' }],
  ] as const)
    it(`keeps the old card where the refresh card is one ${what}`, async () => {
      const { id, card } = await loop.deliver(makeMessageCard())
      loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(makeMessageCard(own)) })
      const result = await loop.emulator.press(id, 'approve')
      assert.equal(result.refreshedCard, undefined)
      assert.ok(result.findings.some(({ severity }) => severity === 'error'))
      assert.deepEqual(loop.emulator.getMessage(id).card, card)
    })

  it('O04: what somebody else’s press came to is kept with nobody’s card', async () => {
    const { id, card } = await loop.deliver(makeMessageCard())
    loop.answer = () => ({ headers: { ...UPDATE, ...status('Approved.') }, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.press(id, 'approve', { as: 'alex' })
    assert.equal(result.statusText, 'Approved.')
    const message = loop.emulator.getMessage(id)
    assert.deepEqual([message.card, message.cardStatus], [card, undefined])
  })
})

describe('a MessageCard in a data folder', () => {
  it('is there after a restart, with its original and its status', async () => {
    const data = await mkdtemp(join(tmpdir(), 'countersign-'))
    const loop = await Loop.start({ dataDir: data })
    try {
      const { id } = await loop.deliver(makeMessageCard())
      loop.answer = () => ({ headers: status('Approved.') })
      await loop.emulator.press(id, 'approve')
      const before = loop.emulator.getMessage(id)
      await loop.emulator.close()
      const again = await Emulator.start({ dataDir: data })
      try {
        const message = again.getMessage(id)
        assert.deepEqual(message.messageCards, before.messageCards)
        assert.deepEqual(message.cardStatus, before.cardStatus)
        assert.equal((await again.press(id, 'approve')).statusText, 'Approved.')
      } finally {
        await again.close()
      }
    } finally {
      await loop.service.close()
      await rm(data, { recursive: true })
    }
  })
})
