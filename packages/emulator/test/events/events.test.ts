import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmulatorEvent } from '../../src/index.js'
import { makeCard, makeMail, SENDER, TARGET } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'
import { EventLog, MAX_KEPT_EVENTS } from '../../src/events/event-log.js'

describe('events', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  it('tell every admission finding and every step of a press, in order, with measured times', async () => {
    const events: EmulatorEvent[] = []
    const stop = loop.emulator.onEvent((event) => events.push(event))
    const { id, admission } = await loop.deliver(makeCard())
    await loop.emulator.press(id, 'approve')
    stop()
    const types = events.map((event) => (event.type === 'press-step' ? event.step : event.type))
    assert.deepEqual(types, [
      'mail-received',
      ...admission.findings.map(() => 'admission-finding'),
      'mail-admitted',
      'action-chosen',
      'inputs-substituted',
      'headers-checked',
      'target-checked',
      'token-minted',
      'request-sent',
      'answer-received',
      'press-ended',
    ])
    for (const event of events) {
      if ('durationMs' in event) assert.ok(Number.isFinite(event.durationMs) && event.durationMs >= 0)
    }
    assert.deepEqual(
      loop.emulator.listEvents(events[0]?.id).map(({ id }) => id),
      events.slice(1).map(({ id }) => id),
    )
  })

  it('H05: hold no action token, no limited-purpose token and no secret, nor does a result', async () => {
    const limited = `eyJhbGciOiJkaXIifQ..${'i'.repeat(16)}.${'c'.repeat(80)}.${'t'.repeat(22)}`
    const action = {
      type: 'Action.Http',
      id: 'go',
      title: 'Go',
      method: 'POST',
      url: `${TARGET}/go?cst=${limited}`,
      body: `token=${limited}`,
      headers: [{ name: 'X-Limited', value: limited }],
    }
    const { id } = await loop.deliver(makeCard({ actions: [action] }))
    const result = await loop.emulator.press(id, 'go')
    const token = String(loop.last.headers.authorization).replace('Bearer ', '')
    assert.ok(loop.last.url.includes(limited))
    const told = JSON.stringify([result, loop.emulator.listEvents(), loop.emulator.getMessage(id).presses])
    for (const secret of [token, token.split('.')[2] ?? '', limited, loop.emulator.secret]) {
      assert.equal(told.includes(secret), false)
    }
  })

  it('tell a press that the platform refused, with the code', async () => {
    const { id } = await loop.deliver(makeCard())
    await assert.rejects(loop.emulator.press(id, 'approve', { inputs: { none: '' } }))
    const last = loop.emulator.listEvents().at(-1)
    assert.equal(last?.type, 'press-ended')
    assert.deepEqual([last.outcome, last.code], ['not-sent', 'ERR_EMULATOR_INPUT'])
  })

  it('a listener that throws changes nothing', async () => {
    const stop = loop.emulator.onEvent(() => {
      throw new Error('mine')
    })
    const raw = await makeMail(makeCard())
    await loop.emulator.deliverRaw(raw, { mailFrom: SENDER, rcptTo: ['adele@contoso.example'] })
    stop()
  })

  it('are kept in bounded number', () => {
    const log = new EventLog(() => 0)
    for (let index = 0; index < MAX_KEPT_EVENTS + 5; index += 1) log.emit({ type: 'keys-rotated', kid: 'k' })
    assert.equal(log.since().length, MAX_KEPT_EVENTS)
    assert.equal(log.since()[0]?.id, 6)
  })
})
