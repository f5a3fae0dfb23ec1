import assert from 'node:assert/strict'
import type { ContractTest } from './contract-types.js'
import { done, hash, LEASE_MS, mustReserve, rejectsWith, request, stateOf } from './contract-fixture.js'

export function describeOperator(test: ContractTest): void {
  test('R08: resolve as done settles with a plain answer and leaves an audit line', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start)
    await mustReserve(ledger, wanted)
    clock.advance(LEASE_MS)
    assert.equal(await ledger.resolve(wanted.key, 'done', { by: 'grace' }), true)
    const result = await ledger.reserve(wanted)
    if (result.state !== 'settled') assert.fail(result.state)
    assert.equal(result.answer.status, 200)
    assert.deepEqual(await ledger.auditTrail(), [
      { at: start + LEASE_MS, by: 'grace', what: 'resolve', key: wanted.key, outcome: 'done' },
    ])
    assert.equal(await ledger.resolve(wanted.key, 'done', { by: 'grace' }), false)
    assert.equal((await ledger.auditTrail()).length, 1)
  })

  test('R08: resolve as not done forgets the entry, which can then be reserved', async ({
    ledger,
    start,
  }) => {
    const wanted = request(start)
    await ledger.doubt(await mustReserve(ledger, wanted))
    assert.equal(await ledger.resolve(wanted.key, 'not-done', { by: 'grace' }), true)
    assert.equal(await ledger.find(wanted.key), undefined)
    await mustReserve(ledger, wanted)
    const [line] = await ledger.auditTrail()
    assert.deepEqual(line, { at: start, by: 'grace', what: 'resolve', key: wanted.key, outcome: 'not-done' })
  })

  test('resolve changes nothing that is not in doubt', async ({ ledger, start }) => {
    const running = request(start)
    const id = await mustReserve(ledger, running)
    assert.equal(await ledger.resolve(running.key, 'not-done', { by: 'grace' }), false)
    assert.equal(await ledger.resolve(hash('nothing'), 'done', { by: 'grace' }), false)
    await ledger.settle(id, done)
    assert.equal(await ledger.resolve(running.key, 'not-done', { by: 'grace' }), false)
    assert.equal(await stateOf(ledger, running), 'settled')
    assert.deepEqual(await ledger.auditTrail(), [])
    await rejectsWith(ledger.resolve(running.key, 'done', { by: '' }), 'ERR_LEDGER_ARGUMENT')
  })

  test('list shows the newest first, filtered, and at most `limit`', async ({ ledger, clock, start }) => {
    const label = { kind: 'expense', item: '1', actor: 'adele@contoso.example' }
    const requests = [
      request(start, { key: hash('a'), label }),
      request(start, { key: hash('b'), label: { ...label, item: '2' } }),
      request(start, { key: hash('c'), label: { ...label, kind: 'leave' } }),
      request(start, { key: hash('d'), label, leaseMs: 10 * LEASE_MS }),
    ]
    const ids: string[] = []
    for (const wanted of requests) ids.push(await mustReserve(ledger, wanted))
    await ledger.settle(ids[0] ?? '', done)
    await ledger.doubt(ids[1] ?? '')
    clock.advance(LEASE_MS)
    const keys = async (filter?: Parameters<typeof ledger.list>[0]): Promise<string[]> =>
      (await ledger.list(filter)).map((entry) => entry.key)
    assert.deepEqual(await keys(), [hash('d'), hash('c'), hash('b'), hash('a')])
    assert.deepEqual(await keys({ limit: 2 }), [hash('d'), hash('c')])
    assert.deepEqual(await keys({ state: 'settled' }), [hash('a')])
    assert.deepEqual(await keys({ state: 'in-doubt' }), [hash('c'), hash('b')])
    assert.deepEqual(await keys({ state: 'running' }), [hash('d')])
    assert.deepEqual(await keys({ kind: 'expense', item: '1' }), [hash('d'), hash('a')])
    assert.deepEqual(await keys({ kind: 'expense', item: '9' }), [])
  })
}
