import assert from 'node:assert/strict'
import { syncBuiltinESMExports } from 'node:module'
import { after, before, describe, it } from 'node:test'
import type { EmulatorEvent } from '../../src/index.js'
import { makeCard, makeMail, SENDER, TARGET } from '../support/example-provider.js'
import { call } from '../support/http-call.js'
import { Loop } from '../support/loop.js'

const UPDATE = { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' }
const AUTO = { type: 'Action.Http', method: 'POST', url: `${TARGET}/view`, body: 'seen' }
const REFRESHED = makeCard({
  body: [{ type: 'TextBlock', text: 'Decided meanwhile.' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: `${TARGET}/1234` }],
})

describe('autoInvokeAction', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start({ autoInvokeTimeoutMs: 150 })
  })
  after(() => loop.close())

  /** Resolves with the first event that fits. */
  function waitFor(fits: (event: EmulatorEvent) => boolean): Promise<EmulatorEvent> {
    return new Promise((resolve) => {
      const stop = loop.emulator.onEvent((event) => {
        if (!fits(event)) return
        stop()
        resolve(event)
      })
    })
  }

  const isStep = (event: EmulatorEvent, step: string): boolean =>
    event.type === 'press-step' && event.step === step

  it('in time: the refreshed card takes the place of the mail’s own', async () => {
    const { id } = await loop.deliver(makeCard({ autoInvokeAction: AUTO }))
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const result = await loop.emulator.open(id)
    assert.deepEqual([loop.last.method, loop.last.url, loop.last.body], ['POST', '/view', 'seen'])
    assert.deepEqual([result?.outcome, result?.refreshedCard, result?.late], ['done', REFRESHED, undefined])
    assert.deepEqual(loop.emulator.getMessage(id).card, REFRESHED)
    // The new card has no autoInvokeAction, so opening the message once more sends nothing.
    assert.equal(await loop.emulator.open(id), undefined)
  })

  it('too late: the view keeps its card, the copy on the server gets the new one, and both are told', async () => {
    const { id } = await loop.deliver(makeCard({ autoInvokeAction: AUTO }))
    loop.answer = () => ({ delayMs: 400, headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const refreshed = waitFor((event) => isStep(event, 'card-refreshed'))
    const result = await loop.emulator.open(id)
    assert.deepEqual(
      [result?.outcome, result?.failure, result?.refreshedCard],
      ['failed', 'timeout', undefined],
    )
    const event = await refreshed
    assert.deepEqual(event.type === 'press-step' && event.values, { replacesInMailbox: true, late: true })
    assert.deepEqual(loop.emulator.getMessage(id).card, REFRESHED)
    const pressId = result?.request.requestId
    const own = loop.emulator.listEvents().filter((each) => 'pressId' in each && each.pressId === pressId)
    assert.ok(own.some((each) => isStep(each, 'late-answer')))
    assert.ok(own.some((each) => each.type === 'press-finding' && each.finding.code === 'ANSWER_LATE'))
    while (loop.emulator.getMessage(id).presses[0]?.late === undefined) await new Promise(setImmediate)
    const { late } = loop.emulator.getMessage(id).presses[0] ?? {}
    assert.deepEqual([late?.status, late?.refreshedCard], [200, REFRESHED])
    assert.deepEqual(
      late?.findings.map(({ code }) => code),
      ['ANSWER_LATE'],
    )
  })

  it('too late and wrong: nothing is stored', async () => {
    const { id, card } = await loop.deliver(makeCard({ autoInvokeAction: AUTO }))
    loop.answer = () => ({ delayMs: 300, headers: UPDATE, body: '{"type":"Other"}' })
    const refused = waitFor((event) => isStep(event, 'card-refused'))
    await loop.emulator.open(id)
    await refused
    assert.deepEqual(loop.emulator.getMessage(id).card, card)
  })

  it('is a POST: a GET is not sent, and the wire says why', async () => {
    const { id } = await loop.deliver(makeCard({ autoInvokeAction: { ...AUTO, method: 'GET' } }))
    const calls = loop.service.requests.length
    await assert.rejects(loop.emulator.open(id), { code: 'ERR_EMULATOR_ACTION_INVALID' })
    assert.equal(loop.service.requests.length, calls)
    const ended = loop.emulator.listEvents().at(-1)
    assert.deepEqual(ended?.type === 'press-ended' && [ended.outcome, ended.code], [
      'not-sent',
      'ERR_EMULATOR_ACTION_INVALID',
    ])
  })

  it('does not run for a card that was withheld, not even where it is shown all the same', async () => {
    const raw = (await makeMail(makeCard({ autoInvokeAction: AUTO }))).replace(
      `<${SENDER}>`,
      '<other@contoso.example>',
    )
    const [message] = await loop.emulator.deliverRaw(raw, {
      mailFrom: SENDER,
      rcptTo: ['adele@contoso.example'],
    })
    assert.equal(message?.admission.outcome, 'withheld')
    const calls = loop.service.requests.length
    assert.equal(await loop.emulator.open(message.id), undefined)
    loop.emulator.setAdmission(false)
    try {
      assert.ok(loop.emulator.getMessage(message.id).card?.autoInvokeAction !== undefined)
      assert.equal(await loop.emulator.open(message.id), undefined)
      assert.deepEqual(loop.emulator.listEvents().at(-1)?.type, 'auto-invoke-skipped')
    } finally {
      loop.emulator.setAdmission(true)
    }
    assert.equal(loop.service.requests.length, calls)
  })

  it('runs over HTTP as well, and answers 204 where there is nothing to run', async () => {
    const headers = { 'Countersign-Secret': loop.emulator.secret }
    const auto = await loop.deliver(makeCard({ autoInvokeAction: AUTO }))
    const plain = await loop.deliver(makeCard())
    loop.answer = () => ({ headers: UPDATE, body: JSON.stringify(REFRESHED) })
    const open = (id: number): ReturnType<typeof call> =>
      call(loop.emulator.url, `/api/v1/messages/${String(id)}/open`, { method: 'POST', headers })
    const ran = await open(auto.id)
    assert.equal((JSON.parse(ran.text) as { outcome: string }).outcome, 'done')
    assert.equal((await open(plain.id)).status, 204)
  })
})

describe('autoInvokeAction, without a setting', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  for (const [name, delayMs, outcome] of [
    ['takes what comes before 2 s', 1_999, 'done'],
    ['gives up at 2 s, as the platform does', 2_000, 'failed'],
  ] as const) {
    it(name, async (context) => {
      const { id } = await loop.deliver(makeCard({ autoInvokeAction: AUTO }))
      const asked = new Promise<void>((resolve) => {
        loop.answer = () => {
          resolve()
          return { delayMs, headers: UPDATE, body: JSON.stringify(REFRESHED) }
        }
      })
      // The clock of the service that answers as well: both begin at the request.
      context.mock.timers.enable({ apis: ['setTimeout'] })
      // What was imported by name from node:timers/promises follows only now.
      syncBuiltinESMExports()
      context.after(() => {
        context.mock.timers.reset()
        syncBuiltinESMExports()
      })
      const opening = loop.emulator.open(id)
      await asked
      context.mock.timers.tick(delayMs)
      const result = await opening
      assert.deepEqual(
        [result?.outcome, result?.failure],
        [outcome, outcome === 'done' ? undefined : 'timeout'],
      )
    })
  }
})
