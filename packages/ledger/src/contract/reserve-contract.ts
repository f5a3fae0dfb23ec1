import assert from 'node:assert/strict'
import type { ReserveResult } from '../ledger.js'
import type { ContractTest } from './contract-types.js'
import { done, hash, HOUR_MS, mustReserve, rejectsWith, request, stateOf } from './contract-fixture.js'

export function describeReserve(test: ContractTest): void {
  test('R01 R02: a second reservation of a key is refused while it runs and after it settled', async ({
    ledger,
    start,
  }) => {
    const first = request(start)
    const id = await mustReserve(ledger, first)
    const holder = { fingerprint: first.fingerprint, actorKey: first.actorKey, decision: 'approve' }
    assert.deepEqual(await ledger.reserve(first), { state: 'running', holder })
    assert.equal(await ledger.settle(id, done), true)
    assert.deepEqual(await ledger.reserve(first), { state: 'settled', holder, answer: done })
  })

  test('R03: of many concurrent reservations of one key exactly one wins', async ({ ledger, start }) => {
    for (let round = 0; round < 10; round++) {
      const wanted = request(start, { key: hash(`round ${String(round)}`) })
      const results = await Promise.all(Array.from({ length: 50 }, () => ledger.reserve(wanted)))
      assert.equal(results.filter(isReserved).length, 1)
      assert.equal(results.filter((result) => result.state === 'running').length, 49)
    }
  })

  test('R03: two ledgers on one store: exactly one wins, and each sees what the other did', async ({
    ledger,
    reopen,
    start,
  }) => {
    if (!reopen) return
    const other = await reopen()
    try {
      for (let round = 0; round < 10; round++) {
        const wanted = request(start, { key: hash(`round ${String(round)}`) })
        const results = await Promise.all(
          Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ledger : other).reserve(wanted)),
        )
        const winners = results.filter(isReserved)
        assert.equal(winners.length, 1)
        const [winner] = winners
        assert.ok(winner)
        assert.equal(await other.settle(winner.reservationId, done), true)
        assert.equal(await stateOf(ledger, wanted), 'settled')
      }
    } finally {
      await other.close()
    }
  })

  test('R04 L07: the holder is named, so that another actor, decision or body is told apart', async ({
    ledger,
    start,
  }) => {
    const adele = request(start)
    await mustReserve(ledger, adele)
    const alex = request(start, {
      fingerprint: hash('alex reject'),
      actorKey: hash('alex'),
      decision: 'reject',
    })
    const result = await ledger.reserve(alex)
    assert.deepEqual(result, {
      state: 'running',
      holder: { fingerprint: adele.fingerprint, actorKey: adele.actorKey, decision: 'approve' },
    })
  })

  test('R12: keys that differ in one character, or in its case, have nothing to do with each other', async ({
    ledger,
    start,
  }) => {
    const base = 'A'.repeat(43)
    const keys = [base, `a${base.slice(1)}`, `${base.slice(1)}a`, `${base.slice(1)}_`, `${base.slice(1)}-`]
    for (const key of keys) await mustReserve(ledger, request(start, { key }))
    for (const key of keys) assert.equal(await stateOf(ledger, request(start, { key })), 'running')
  })

  test('what has closed by the store’s clock is not reserved', async ({ ledger, clock, start }) => {
    const wanted = request(start)
    clock.advance(HOUR_MS - 1)
    await mustReserve(ledger, wanted)
    clock.advance(1)
    assert.equal(await stateOf(ledger, request(start, { key: hash('key-2') })), 'closed')
    assert.equal(await stateOf(ledger, wanted), 'closed')
  })

  test('refuses unusable values, all of them at once, and stores nothing', async ({ ledger, start }) => {
    const wrong = request(start, {
      key: 'expense-1234',
      version: -1,
      leaseMs: Number.NaN,
      closesAt: Infinity,
    })
    await assert.rejects(ledger.reserve(wrong), (error: unknown) => {
      assert.ok(error instanceof TypeError && 'code' in error && 'problems' in error)
      assert.equal(error.code, 'ERR_LEDGER_ARGUMENT')
      assert.ok(Array.isArray(error.problems))
      assert.equal(error.problems.length, 4)
      return true
    })
    await rejectsWith(ledger.openItem({ itemKey: '', version: 1, closesAt: start }), 'ERR_LEDGER_ARGUMENT')
    await rejectsWith(ledger.renew('x', -1), 'ERR_LEDGER_ARGUMENT')
    await rejectsWith(ledger.list({ limit: 0 }), 'ERR_LEDGER_ARGUMENT')
    assert.deepEqual(await ledger.list(), [])
  })

  test('R06: a closed ledger refuses everything', async ({ ledger, start }) => {
    const id = await mustReserve(ledger, request(start))
    await ledger.close()
    await ledger.close()
    await rejectsWith(ledger.reserve(request(start, { key: hash('key-2') })), 'ERR_LEDGER_CLOSED')
    await rejectsWith(ledger.settle(id, done), 'ERR_LEDGER_CLOSED')
    await rejectsWith(ledger.find(hash('key-1')), 'ERR_LEDGER_CLOSED')
    await rejectsWith(ledger.birth(), 'ERR_LEDGER_CLOSED')
  })
}

function isReserved(result: ReserveResult): result is Extract<ReserveResult, { state: 'reserved' }> {
  return result.state === 'reserved'
}
