import assert from 'node:assert/strict'
import type { ContractTest } from './contract-types.js'
import {
  done,
  hash,
  HOUR_MS,
  LEASE_MS,
  mustReserve,
  rejectsWith,
  request,
  stateOf,
} from './contract-fixture.js'

export function describeBirth(test: ContractTest): void {
  test('R10: an empty ledger refuses tokens issued before its birth, until it is adopted', async ({
    ledger,
    start,
  }) => {
    const old = request(start, { issuedAt: start - 1 })
    assert.deepEqual(await ledger.birth(), { bornAt: start, adopted: false })
    assert.equal(await stateOf(ledger, old), 'too-old')
    assert.equal(await ledger.find(old.key), undefined)
    await mustReserve(ledger, request(start, { key: hash('issued at birth') }))
    await ledger.adopt({ by: 'operator' })
    assert.deepEqual(await ledger.birth(), { bornAt: start, adopted: true })
    await mustReserve(ledger, old)
  })

  test('R10: adopting takes a name and leaves an audit line', async ({ ledger, clock, start }) => {
    await rejectsWith(ledger.adopt({ by: '' }), 'ERR_LEDGER_ARGUMENT')
    assert.equal((await ledger.birth()).adopted, false)
    clock.advance(5)
    await ledger.adopt({ by: 'grace' })
    assert.deepEqual(await ledger.auditTrail(), [{ at: start + 5, by: 'grace', what: 'adopt' }])
  })

  test('R10: an entry keeps its answer whatever the age of the token that asks', async ({
    ledger,
    start,
  }) => {
    const wanted = request(start)
    await ledger.settle(await mustReserve(ledger, wanted), done)
    assert.equal(await stateOf(ledger, request(start, { issuedAt: start - HOUR_MS })), 'settled')
  })

  test('R10: a token from before the birth takes nothing over', async ({ ledger, clock, start }) => {
    await mustReserve(ledger, request(start))
    clock.advance(LEASE_MS)
    const old = request(start, { issuedAt: start - 1, takeOver: true })
    assert.equal(await stateOf(ledger, old), 'too-old')
    assert.equal((await ledger.find(old.key))?.state, 'in-doubt')
  })

  test('R10: everything is still there after the store was opened anew', async ({
    ledger,
    reopen,
    clock,
    start,
  }) => {
    if (!reopen) return
    const settled = request(start)
    const running = request(start, { key: hash('running') })
    await ledger.settle(await mustReserve(ledger, settled), done)
    await mustReserve(ledger, running)
    await ledger.withdrawItem(hash('item-2'), start + HOUR_MS)
    await ledger.close()
    clock.advance(LEASE_MS)
    const again = await reopen()
    try {
      assert.deepEqual(await again.birth(), { bornAt: start, adopted: false })
      assert.deepEqual((await again.find(settled.key))?.answer, done)
      assert.equal(await stateOf(again, running), 'in-doubt')
      assert.equal(
        await stateOf(again, request(start, { key: hash('k'), itemKey: hash('item-2') })),
        'withdrawn',
      )
      assert.equal(await stateOf(again, request(start, { key: hash('o'), issuedAt: start - 1 })), 'too-old')
    } finally {
      await again.close()
    }
  })
}
