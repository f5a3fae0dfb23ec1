import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, type OutlookCard } from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { down, withFaults } from '../support/faulty-ledger.js'
import { gatedHandler } from '../support/gated-handler.js'
import { NOON } from '../support/test-platform.js'
import { ADELE, createTestService, headerOf, plainCard, type TestService } from '../support/test-service.js'

function circularCard(): OutlookCard {
  const card = plainCard('done') as unknown as Record<string, unknown>
  card['self'] = card
  return card as unknown as OutlookCard
}

async function statesOf(t: TestService): Promise<string[]> {
  return (await t.ledger.list()).map(({ state }) => state)
}

describe('what a handler did is recorded', () => {
  it('R08: also where its card cannot be written, sealed or not', async () => {
    const withoutLimitedToken = () => ({ item: '1234', decision: 'approve' as const })
    for (const kind of [{}, { withoutLimitedToken, path: '/actions/expense' }]) {
      for (const card of [circularCard(), { ...plainCard('x'), size: 1n } as unknown as OutlookCard]) {
        const t = createTestService({ kind, handler: () => answer.done('Recorded.', card) })
        const answered = await t.press(await t.send(), 'approve')
        assert.equal(answered.status, 200)
        assert.equal(answered.body, '')
        assert.deepEqual(await statesOf(t), ['settled'])
        assert.ok(t.events.some(({ type }) => type === 'view.failed'))
      }
    }
  })

  it('R08: a view that cannot be written does not turn "still being worked on" into "nothing was changed"', async () => {
    const gate = gatedHandler()
    const t = createTestService({
      kind: {
        withoutLimitedToken: () => ({ item: '1234', decision: 'approve' as const }),
        view: () => ({ ...plainCard('x'), size: 1n }) as unknown as OutlookCard,
      },
      service: { budgets: { actMs: 20 } },
      handler: gate.handler,
    })
    const answered = await t.press(await t.send(), 'approve')
    assert.equal(answered.status, 409)
    assert.match(headerOf(answered, 'card-action-status') ?? '', /still being worked on/)
    gate.open()
    await t.service.close()
    assert.deepEqual(await statesOf(t), ['settled'])
  })

  it('R08: also where its card is larger than a ledger keeps', async () => {
    const t = createTestService({ handler: () => answer.done('Recorded.', plainCard('x'.repeat(1_100_000))) })
    const answered = await t.press(await t.send(), 'approve')
    assert.equal(answered.status, 200)
    assert.equal(answered.body, '')
    assert.deepEqual(await statesOf(t), ['settled'])
  })

  it('R08: a handler that is run again and does nothing leaves the doubt about the run before', async () => {
    let runs = 0
    const t = createTestService({
      kind: { idempotent: true },
      handler: () => {
        runs += 1
        if (runs === 1) throw new Error('crash after half of it')
        return runs === 2 ? answer.tryAgain('Busy.') : answer.done('Recorded.')
      },
    })
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 409)
    assert.equal((await t.press(card, 'approve')).status, 409)
    assert.deepEqual(await statesOf(t), ['in-doubt'])
    assert.equal((await t.press(card, 'reject')).status, 409)
    assert.equal(runs, 2, 'the other decision may not run on top of what may have happened')
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(runs, 3)
  })

  it('R08: a doubt that was taken over too late is a doubt again, not a free item', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let hold = false
    let answerLate = () => {}
    const gate = new Promise<void>((resolve) => (answerLate = resolve))
    let settledDown = () => {}
    let runs = 0
    const t = createTestService({
      service: { budgets: { actMs: 30 } },
      kind: { idempotent: true },
      ledger: withFaults(memory, {
        reserve: async (request) => {
          if (hold && request.takeOver === true) await gate
          return memory.reserve(request)
        },
        release: (id) =>
          memory.release(id).finally(() => {
            settledDown()
          }),
        doubt: (id) =>
          memory.doubt(id).finally(() => {
            settledDown()
          }),
      }),
      handler: () => {
        runs += 1
        throw new Error('crash')
      },
    })
    const card = await t.send()
    await t.press(card, 'approve')
    hold = true
    const givenBack = new Promise<void>((resolve) => (settledDown = resolve))
    assert.equal((await t.press(card, 'approve')).status, 503)
    answerLate()
    await givenBack
    assert.deepEqual(await statesOf(t), ['in-doubt'])
    assert.equal(runs, 1)
  })

  it('R08: a ledger that stays down when the outcome is known leaves a doubt, never "nothing was changed"', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    for (const faults of [{ settle: down }, { settle: () => Promise.reject(new RangeError('driver')) }]) {
      const t = createTestService({ ledger: withFaults(memory, faults) })
      const answered = await t.press(await t.send(ADELE, { item: String(Math.random()) }), 'approve')
      assert.equal(answered.status, 409)
      assert.equal(t.runs.length, 1)
      assert.ok(t.events.some(({ type }) => type === 'action.outcome-lost'))
    }
  })
})
