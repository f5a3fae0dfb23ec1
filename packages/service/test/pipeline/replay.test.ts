import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, CountersignError } from '@countersign/core'
import type { Ledger, ReserveRequest } from '@countersign/ledger'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { approveView } from '../support/approve-card.js'
import { down, withFaults } from '../support/faulty-ledger.js'
import { forgeRequest, sealClaims } from '../support/forge-request.js'
import { gatedHandler } from '../support/gated-handler.js'
import { pressCard } from '../support/press-card.js'
import { ADELE, ADELE_ELSEWHERE, ALEX, NOON, ORIGINATOR } from '../support/test-platform.js'
import {
  createTestService,
  headerOf,
  refusalsOf,
  type ExpenseHandler,
  type TestService,
} from '../support/test-service.js'

async function untilEvent(t: TestService, type: string): Promise<void> {
  if (t.events.some((event) => event.type === type)) return
  await new Promise<void>((resolve) => {
    const stop = t.service.onEvent((event) => {
      if (event.type !== type) return
      stop()
      resolve()
    })
  })
}

describe('replay', () => {
  it('R01 R02: the same press or the same limited-purpose token again gets the recorded answer', async () => {
    const t = createTestService()
    const card = await t.send()
    const first = await t.press(card, 'approve')
    t.clock.now += 600_000
    // A new action token, the same limited-purpose token and body.
    assert.deepEqual(await t.press(card, 'approve', ADELE, { requestId: 'another' }), first)
    assert.equal(t.runs.length, 1)
  })

  it('R01: the recorded answer is only given after every check has passed again', async () => {
    const t = createTestService()
    const card = await t.send()
    await t.press(card, 'approve')
    assert.equal((await t.press(card, 'approve', ALEX)).status, 403)
    t.clock.now += 15 * 86_400_000
    assert.equal((await t.press(card, 'approve')).status, 403)
  })

  it('R03: of many concurrent presses exactly one runs, and all get its answer', async () => {
    const t = createTestService()
    const card = await t.send()
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.press(card, 'approve')))
    assert.equal(t.runs.length, 1)
    for (const answered of answers) assert.deepEqual(answered, answers[0])
  })

  it('R03: two nodes with one ledger run it once', async () => {
    const ledger = createMemoryLedger({ now: () => NOON })
    const [a, b] = [createTestService({ ledger }), createTestService({ ledger })]
    const card = await a.send()
    const press = async (t: TestService) =>
      t.handler.handle(pressCard(card, 'approve', { token: await t.mint(ADELE) }))
    const [first, second] = await Promise.all([press(a), press(b)])
    assert.equal(a.runs.length + b.runs.length, 1)
    assert.deepEqual(first, second)
  })

  it('R04: the request id decides nothing: the same one with another action, body or actor', async () => {
    const t = createTestService()
    const [adeles, alexs] = [await t.send(ADELE), await t.send(ALEX, { item: '5678' })]
    const requestId = '00000000-0000-4000-8000-00000000000f'
    await t.press(alexs, 'approve', ALEX, { requestId })
    assert.equal((await t.press(adeles, 'approve', ADELE, { requestId })).status, 200)
    assert.deepEqual(t.runs, ['approve 5678 ', 'approve 1234 '])
    assert.equal((await t.press(adeles, 'reject', ADELE, { requestId })).status, 409)
    assert.equal(
      (await t.press(adeles, 'approve', ADELE, { requestId, inputs: { comment: 'other' } })).status,
      409,
    )
    assert.equal(t.runs.length, 2)
  })

  it('R06: with the ledger down or full nothing is executed, and the answer is 503', async () => {
    for (const code of ['ERR_LEDGER_UNAVAILABLE', 'ERR_LEDGER_FULL'] as const) {
      const memory = createMemoryLedger({ now: () => NOON })
      const reserve = () => Promise.reject(new CountersignError(code))
      const t = createTestService({ ledger: withFaults(memory, { reserve }) })
      const card = await t.send()
      assert.equal((await t.press(card, 'approve')).status, 503)
      assert.deepEqual(refusalsOf(t.events), [code])
      assert.deepEqual(t.runs, [])
    }
  })

  it('R07: the ledger is told of every card sent, so that it remembers as long as the last token lives', async () => {
    const opened: { version: number; closesAt: number }[] = []
    const reserved: ReserveRequest[] = []
    const memory = createMemoryLedger({ now: () => NOON })
    const ledger = withFaults(memory, {
      openItem: (item) => {
        opened.push(item)
        return memory.openItem(item)
      },
      reserve: (request) => {
        reserved.push(request)
        return memory.reserve(request)
      },
    })
    const t = createTestService({ ledger })
    const first = await t.send()
    t.clock.now += 86_400_000
    await t.send()
    assert.deepEqual(
      opened.map(({ closesAt }) => closesAt),
      [NOON + 14 * 86_400_000, NOON + 15 * 86_400_000],
    )
    await t.press(first, 'approve')
    assert.equal(reserved[0]?.closesAt, NOON + 14 * 86_400_000)
    assert.equal(reserved[0]?.issuedAt, NOON)
  })

  it('R08: a handler that throws leaves a doubt: never run again, never told as done', async () => {
    let runs = 0
    const t = createTestService({
      handler: () => {
        runs += 1
        throw new Error('the database went away')
      },
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    const again = await t.press(card, 'approve')
    assert.equal(again.status, 409)
    assert.match(headerOf(again, 'card-action-status') ?? '', /not certain/)
    assert.equal(runs, 1)
    assert.deepEqual(
      (await t.ledger.list()).map(({ state }) => state),
      ['in-doubt'],
    )
    assert.ok(t.events.some((event) => event.type === 'action.in-doubt' && event.error instanceof Error))
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_HANDLER', 'ERR_ACTION_IN_DOUBT'])
  })

  it('R08: an operator can end the doubt both ways', async () => {
    for (const outcome of ['done', 'not-done'] as const) {
      let runs = 0
      const t = createTestService({
        handler: () => {
          runs += 1
          if (runs === 1) throw new Error('crash')
          return answer.done('Recorded.')
        },
      })
      const card = await t.send()
      await t.press(card, 'approve')
      const [entry] = await t.ledger.list()
      assert.ok(await t.ledger.resolve(entry?.key ?? '', outcome, { by: 'operator' }))
      assert.equal((await t.press(card, 'approve')).status, 200)
      assert.equal(runs, outcome === 'done' ? 1 : 2)
    }
  })

  it('R08: an idempotent kind takes over a doubt and runs again', async () => {
    let runs = 0
    const t = createTestService({
      kind: { idempotent: true },
      handler: () => {
        runs += 1
        if (runs === 1) throw new Error('crash')
        return answer.done('Recorded.')
      },
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(runs, 2)
  })

  it('R08: an idempotent kind repeats only the very same press: another decision or actor stays out', async () => {
    const runs: string[] = []
    const t = createTestService({
      kind: { idempotent: true },
      handler: ({ decision }) => {
        runs.push(decision)
        throw new Error('crash')
      },
    })
    const [adeles, alexs] = [await t.send(ADELE), await t.send(ALEX)]
    await t.press(adeles, 'approve', ADELE)
    assert.equal((await t.press(adeles, 'reject', ADELE)).status, 409)
    assert.equal((await t.press(alexs, 'reject', ALEX)).status, 409)
    assert.equal((await t.press(alexs, 'approve', ALEX)).status, 409)
    assert.deepEqual(runs, ['approve'])
  })

  it('R06: a ledger that does not answer in time is down, and a late reservation is given back', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let answerLate = () => {}
    const gate = new Promise<void>((resolve) => (answerLate = resolve))
    let released = () => {}
    const givenBack = new Promise<void>((resolve) => (released = resolve))
    const t = createTestService({
      service: { budgets: { actMs: 15 } },
      ledger: withFaults(memory, {
        reserve: (request) => gate.then(() => memory.reserve(request)),
        release: async (id) => {
          const held = await memory.release(id)
          released()
          return held
        },
      }),
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 503)
    answerLate()
    await givenBack
    assert.deepEqual(await memory.list(), [])
    assert.deepEqual(t.runs, [])
  })

  it('R08: what is not an answer is a doubt, not a success', async () => {
    const t = createTestService({
      handler: (() => ({ outcome: 'done', status: 'x' })) as unknown as ExpenseHandler,
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_ANSWER'])
  })

  it('R10: an empty or restored ledger does not run cards from before its birth, until it is adopted', async () => {
    const before = createTestService()
    const card = await before.send()
    await before.press(card, 'approve')

    const clock = { now: NOON + 60_000 }
    const t = createTestService({ clock, ledger: createMemoryLedger({ now: () => clock.now }) })
    assert.equal((await t.press(card, 'approve')).status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_LEDGER_TOO_OLD'])
    assert.deepEqual(t.runs, [])
    await t.ledger.adopt({ by: 'operator' })
    assert.equal((await t.press(card, 'approve')).status, 200)
  })

  it('R10: a card refreshed after the restore is as old as the one that fetched it', async () => {
    const cst = sealClaims({ purpose: 'read', decision: undefined } as never)
    const clock = { now: NOON + 60_000 }
    const t = createTestService({
      clock,
      ledger: createMemoryLedger({ now: () => clock.now }),
      kind: {
        view: approveView,
      },
    })
    const opened = await t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst }))
    assert.equal(opened.status, 200)
    assert.equal((await t.press(JSON.parse(opened.body) as never, 'approve')).status, 403)
    assert.deepEqual(t.runs, [])
  })

  it('R11: a settle after the reservation was lost is not told as done, and is reported', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    const t = createTestService({ ledger: withFaults(memory, { settle: () => Promise.resolve(false) }) })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    const lost = t.events.filter((event) => event.type === 'action.outcome-lost' && event.outcome === 'done')
    assert.equal(lost.length, 1)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_IN_DOUBT'])
  })

  it('R11: the handler is told when its reservation is lost, and the lease is renewed until then', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let renewals = 0
    const renew = () => Promise.resolve(++renewals < 3)
    let aborted = false
    const t = createTestService({
      ledger: withFaults(memory, { renew }),
      service: { leaseMs: 15 },
      handler: async ({ signal }) => {
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
        aborted = signal.aborted
        return answer.done('Recorded.')
      },
    })
    const card = await t.send()
    await t.press(card, 'approve')
    assert.equal(aborted, true)
    assert.equal(renewals, 3)
  })

  it('R11: a short outage at settling is bridged, since the action has happened', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let tries = 0
    const settle: Ledger['settle'] = (id, given) => (++tries === 1 ? down() : memory.settle(id, given))
    const t = createTestService({ ledger: withFaults(memory, { settle }) })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(tries, 2)
  })

  it('R12: the same item id in another tenant, kind, originator or version is another item', async () => {
    const ledger = createMemoryLedger({ now: () => NOON })
    const t = createTestService({ ledger })
    const seal = (claims: Parameters<typeof sealClaims>[0]) => sealClaims(claims)
    const token = await t.mint(ADELE)
    await t.handler.handle(forgeRequest({ token, cst: seal({}) }))
    const elsewhere = await t.mint(ADELE_ELSEWHERE)
    await t.handler.handle(
      forgeRequest({ token: elsewhere, cst: seal({ actors: [{ address: ADELE_ELSEWHERE.address }] }) }),
    )
    await t.handler.handle(forgeRequest({ token, cst: seal({ version: 1 }) }))
    assert.equal(t.runs.length, 3)

    const other = '00000000-0000-4000-8000-0000000000ff'
    const second = createTestService({ ledger, service: { originator: other, name: ORIGINATOR } })
    await second.handler.handle(forgeRequest({ token, cst: seal({ originator: other, version: 1 }) }))
    const leave = t.service.define('leave', {
      url: 'https://expenses.contoso.com/actions/leave',
      decisions: ['approve'],
    })
    const handler = leave.on(() => {
      t.runs.push('leave')
      return answer.done('Recorded.')
    })
    await handler.handle(
      forgeRequest({ token, url: `/actions/leave?cst=${seal({ kind: 'leave', version: 1 })}` }),
    )
    assert.equal(second.runs.length, 1)
    assert.equal(t.runs.length, 4)
    assert.equal(new Set((await ledger.list()).map(({ key }) => key)).size, 5)
  })

  it('R12: with itemsUniqueWithin: service the first decision wins over all tenants', async () => {
    const t = createTestService({ kind: { itemsUniqueWithin: 'service' } })
    await t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst: sealClaims() }))
    const cst = sealClaims({ actors: [{ address: ADELE_ELSEWHERE.address }] })
    await t.handler.handle(forgeRequest({ token: await t.mint(ADELE_ELSEWHERE), cst }))
    assert.equal(t.runs.length, 1)
  })
})

describe('budgets', () => {
  it('a slow handler is answered with "still being worked on" and the view; its outcome is settled when it comes', async () => {
    const gate = gatedHandler()
    const t = createTestService({ handler: gate.handler, service: { budgets: { actMs: 20 } } })
    const card = await t.send()
    const early = await t.press(card, 'approve')
    assert.equal(early.status, 200)
    assert.match(headerOf(early, 'card-action-status') ?? '', /still being worked on/)
    assert.match(early.body, /for adele/)
    assert.ok(t.events.some(({ type }) => type === 'action.late'))
    gate.open()
    await untilEvent(t, 'action.settled')
    const later = await t.press(card, 'approve')
    assert.equal(headerOf(later, 'card-action-status'), 'Recorded.')
    assert.equal(gate.runs(), 1)
    assert.ok(t.events.some((event) => event.type === 'action.settled' && event.late))
  })

  it('counts the time in which the request came in', async () => {
    const gate = gatedHandler()
    const t = createTestService({ handler: gate.handler, service: { budgets: { actMs: 3_600_000 } } })
    const request = pressCard(await t.send(), 'approve', { token: await t.mint(ADELE) })
    // The rest is a moment that the reservation needs; the handler never ends in it.
    const answering = t.handler.handle({ ...request, receivedAt: performance.now() - 3_599_900 })
    assert.match(headerOf(await answering, 'card-action-status') ?? '', /still being worked on/)
    gate.open()
    await untilEvent(t, 'action.settled')
  })

  it('a repeat waits for the first while the budget lasts', async () => {
    const gate = gatedHandler()
    const t = createTestService({ handler: gate.handler })
    const card = await t.send()
    const first = t.press(card, 'approve')
    await gate.started
    const second = t.press(card, 'approve')
    gate.open()
    assert.deepEqual(await second, await first)
    assert.equal(gate.runs(), 1)
  })

  it('a repeat gets 409 "still being processed" when the budget is over', async () => {
    const gate = gatedHandler()
    const t = createTestService({ handler: gate.handler, service: { budgets: { actMs: 20 } } })
    const card = await t.send()
    const first = t.press(card, 'approve')
    await gate.started
    const second = await t.press(card, 'approve')
    assert.equal(second.status, 409)
    assert.match(headerOf(second, 'card-action-status') ?? '', /still being processed/)
    gate.open()
    await first
    await t.service.close()
    assert.equal(gate.runs(), 1)
  })

  it('a repeat has a last look when its budget is over, also where the ledger takes a moment', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    const gate = gatedHandler()
    const t = createTestService({
      handler: gate.handler,
      service: { budgets: { actMs: 20 } },
      ledger: withFaults(memory, {
        reserve: async (request) => {
          await new Promise((resolve) => setImmediate(resolve))
          return memory.reserve(request)
        },
      }),
    })
    const card = await t.send()
    const first = t.press(card, 'approve')
    await gate.started
    assert.equal((await t.press(card, 'approve')).status, 409)
    gate.open()
    await first
    await t.service.close()
  })

  it('R06: a ledger that hangs hangs no request, even one whose budget is over before it is asked', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let askedFirst = () => {}
    const asked = new Promise<void>((resolve) => (askedFirst = resolve))
    const t = createTestService({
      service: { budgets: { actMs: 10 } },
      kind: {
        input: {
          '~standard': {
            version: 1,
            vendor: 'slow',
            validate: async (value: unknown) => {
              await new Promise((resolve) => setTimeout(resolve, 30))
              return { value }
            },
          },
        } as never,
      },
      ledger: withFaults(memory, {
        reserve: () => {
          askedFirst()
          return new Promise(() => {})
        },
      }),
    })
    const answered = t.press(await t.send(), 'approve')
    await asked
    assert.equal((await answered).status, 503)
    assert.deepEqual(t.runs, [])
  })

  it('close waits for running handlers and refuses new actions', async () => {
    const gate = gatedHandler()
    const t = createTestService({ handler: gate.handler })
    const card = await t.send()
    const first = t.press(card, 'approve')
    await gate.started
    const closing = t.service.close()
    assert.equal((await t.press(card, 'reject')).status, 503)
    gate.open()
    await closing
    assert.equal((await first).status, 200)
    assert.deepEqual(
      (await t.ledger.list()).map(({ state }) => state),
      ['settled'],
    )
  })
})

describe('the ways in which a handler ends', () => {
  it('declined is settled: 4xx, and the same again', async () => {
    let runs = 0
    const t = createTestService({ handler: () => answer.declined(`Too late ${String(++runs)}`) })
    const card = await t.send()
    const first = await t.press(card, 'approve')
    assert.equal(first.status, 422)
    assert.deepEqual(await t.press(card, 'approve'), first)
    assert.equal(runs, 1)
  })

  it('tryAgain is released: nothing happened, and the next press runs', async () => {
    let runs = 0
    const t = createTestService({
      handler: () => (++runs === 1 ? answer.tryAgain('Busy.') : answer.done('Recorded.')),
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    assert.deepEqual(await t.ledger.list(), [])
    assert.equal((await t.press(card, 'reject')).status, 200)
    assert.equal(runs, 2)
  })

  it('once: actor lets each actor decide once', async () => {
    const t = createTestService({ kind: { once: 'actor' } })
    const [adeles, alexs] = [await t.send(ADELE), await t.send(ALEX)]
    assert.equal((await t.press(adeles, 'approve', ADELE)).status, 200)
    assert.equal((await t.press(alexs, 'reject', ALEX)).status, 200)
    assert.equal((await t.press(adeles, 'reject', ADELE)).status, 409)
    assert.equal(t.runs.length, 2)
  })

  it('a card that cannot be bound is left out, because the action has happened', async () => {
    const broken = { type: 'AdaptiveCard', version: '1.0', body: [() => 1] }
    const t = createTestService({ handler: () => answer.done('Recorded.', broken as never) })
    const card = await t.send()
    const answered = await t.press(card, 'approve')
    assert.equal(answered.status, 200)
    assert.equal(answered.body, '')
    assert.ok(t.events.some(({ type }) => type === 'view.failed'))
  })
})

describe('fingerprints', () => {
  it('the same press of a refreshed card, with another boundary and token in its body, is the same press', async () => {
    const t = createTestService({ kind: { placement: 'body' } })
    const [first, second] = [await t.send(), await t.send()]
    assert.notEqual(JSON.stringify(first.actions), JSON.stringify(second.actions))
    const answered = await t.press(first, 'approve', ADELE, { inputs: { comment: 'same' } })
    assert.deepEqual(await t.press(second, 'approve', ADELE, { inputs: { comment: 'same' } }), answered)
    assert.equal((await t.press(second, 'approve', ADELE, { inputs: { comment: 'other' } })).status, 409)
    assert.equal(t.runs.length, 1)
  })
})
