import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { makeCard, TARGET } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

const UPDATE = { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' }
const REFRESHED = makeCard({
  body: [{ type: 'TextBlock', text: 'Done.' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: `${TARGET}/1234` }],
})

describe('the answer to a press', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start({ actionTimeoutMs: 300, autoInvokeTimeoutMs: 100 })
  })
  after(() => loop.close())

  it('is done on 200: the status text is recorded, though Outlook does not show it under an Adaptive Card', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ headers: { 'CARD-ACTION-STATUS': 'Recorded.' } })
    const result = await loop.emulator.press(id, 'approve')
    assert.deepEqual(
      [result.outcome, result.statusText, result.actionStatus],
      ['done', undefined, 'Recorded.'],
    )
  })

  it('is refused on 4xx, with the status text of the service or a general one', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ status: 409, headers: { 'CARD-ACTION-STATUS': 'Already decided.' } })
    const told = await loop.emulator.press(id, 'approve')
    assert.deepEqual([told.outcome, told.status, told.statusText], ['refused', 409, 'Already decided.'])
    loop.answer = () => ({ status: 401 })
    assert.match((await loop.emulator.press(id, 'approve')).statusText ?? '', /could not be completed/)
  })

  it('fails on 5xx and on a redirect, which is not followed', async () => {
    const { id } = await loop.deliver(makeCard())
    for (const status of [500, 302]) {
      loop.answer = () => ({ status, headers: { Location: `${loop.service.origin}/elsewhere` } })
      const calls = loop.service.requests.length
      const result = await loop.emulator.press(id, 'approve')
      assert.deepEqual(
        [result.outcome, result.failure, result.status],
        ['failed', 'unexpected-status', status],
      )
      assert.equal(loop.service.requests.length, calls + 1)
    }
  })

  it('fails when it comes too late, is too large, breaks off, or nobody listens', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ delayMs: 2_000 })
    assert.equal((await loop.emulator.press(id, 'approve')).failure, 'timeout')
    loop.answer = () => ({ body: Buffer.alloc(1024 * 1024 + 1) })
    assert.equal((await loop.emulator.press(id, 'approve')).failure, 'answer-too-large')

    const broken = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .resume()
        .end('this is not HTTP\r\n\r\n')
    }).listen(0, '127.0.0.1')
    await once(broken, 'listening')
    const route = `http://127.0.0.1:${String((broken.address() as AddressInfo).port)}`
    await loop.register({ routes: { '*': route } })
    assert.equal((await loop.emulator.press(id, 'approve')).failure, 'broken-answer')
    broken.close()
    await once(broken, 'close')
    assert.equal((await loop.emulator.press(id, 'approve')).failure, 'unreachable')
    await loop.register()
  })

  it('replaces the card with a refresh card that passes lint', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.press(id, 'approve')
    assert.deepEqual(result.refreshedCard, REFRESHED)
    const message = loop.emulator.getMessage(id)
    assert.deepEqual(message.card, REFRESHED)
    assert.equal(message.refreshes, 1)
    assert.deepEqual(message.mailCard, makeCard())
    // A device that has not refreshed still shows the mail's own card, and services must answer its press.
    assert.equal((await loop.emulator.press(id, 'approve')).request.url, `${TARGET}/actions/expense?id=1234`)
    await assert.rejects(loop.emulator.press(id, 'reject'), { code: 'ERR_EMULATOR_ACTION_NOT_FOUND' })
    await assert.rejects(loop.emulator.press(id, 'Open'), { code: 'ERR_EMULATOR_ACTION_NOT_FOUND' })
  })

  for (const [what, body] of [
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a card twice named', '{"type":"AdaptiveCard","type":"AdaptiveCard"}'],
    ['no card', '{"type":"Other"}'],
    ['a card without originator', JSON.stringify({ ...REFRESHED, originator: undefined })],
    [
      'a card of another originator',
      JSON.stringify({ ...REFRESHED, originator: '11111111-36a6-4a1b-b84c-a7b5c6198792' }),
    ],
    [
      'a card with an unregistered target',
      JSON.stringify({
        ...REFRESHED,
        actions: [{ type: 'Action.Http', title: 'x', method: 'POST', url: 'https://evil.test/', body: '' }],
      }),
    ],
  ] as const) {
    it(`keeps the old card where the refresh card is ${what}, and says so`, async () => {
      const { id, card } = await loop.deliver(makeCard())
      loop.answer = () => ({ headers: UPDATE, body })
      const result = await loop.emulator.press(id, 'approve')
      assert.equal(result.outcome, 'done')
      assert.equal(result.refreshedCard, undefined)
      assert.ok(result.findings.some(({ severity }) => severity === 'error'))
      assert.deepEqual(loop.emulator.getMessage(id).card, card)
    })
  }

  it('takes no refresh card from a failure', async () => {
    const { id, card } = await loop.deliver(makeCard())
    loop.answer = () => ({ status: 409, headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.press(id, 'approve')
    assert.deepEqual([result.outcome, result.refreshedCard], ['refused', undefined])
    assert.deepEqual(
      result.findings.map(({ code }) => code),
      ['REFRESH_STATUS'],
    )
    assert.deepEqual(loop.emulator.getMessage(id).card, card)
  })

  it('O04: shows a refresh card to nobody but the person who pressed', async () => {
    const { id, card } = await loop.deliver(makeCard())
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.press(id, 'approve', { as: 'alex' })
    assert.deepEqual(result.refreshedCard, REFRESHED)
    assert.deepEqual(loop.emulator.getMessage(id).card, card)
  })

  it('to an autoInvokeAction counts for the client within its time, for the stored card even later', async () => {
    const autoInvokeAction = { type: 'Action.Http', method: 'POST', url: `${TARGET}/view`, body: '' }
    const auto = makeCard({ autoInvokeAction })
    const first = await loop.deliver(auto)
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(REFRESHED) })
    assert.deepEqual((await loop.emulator.open(first.id))?.refreshedCard, REFRESHED)
    assert.equal(loop.last.url, '/view')

    const second = await loop.deliver(auto)
    const updated = new Promise<void>((resolve) => {
      const stop = loop.emulator.onEvent((event) => {
        if (event.type !== 'press-step' || event.step !== 'card-refreshed') return
        stop()
        resolve()
      })
    })
    loop.answer = () => ({ delayMs: 250, headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const late = await loop.emulator.open(second.id)
    assert.deepEqual([late?.failure, late?.refreshedCard], ['timeout', undefined])
    await updated
    assert.deepEqual(loop.emulator.getMessage(second.id).card, REFRESHED)
    const plain = await loop.deliver(makeCard())
    assert.equal(await loop.emulator.open(plain.id), undefined)
  })
})

describe('the age of a message', () => {
  it('S8: after 30 days no action is executed', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z')
    const loop = await Loop.start({ now: () => now })
    try {
      const { id } = await loop.deliver(makeCard(), { now })
      now += 30 * 24 * 3_600_000
      await loop.emulator.press(id, 'approve')
      now += 1
      await assert.rejects(loop.emulator.press(id, 'approve'), { code: 'ERR_EMULATOR_TOO_OLD' })
    } finally {
      await loop.close()
    }
  })
})
