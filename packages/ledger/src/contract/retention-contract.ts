import assert from 'node:assert/strict'
import type { ContractTest } from './contract-types.js'
import { done, hash, HOUR_MS, LEASE_MS, mustReserve, request, stateOf } from './contract-fixture.js'

const itemKey = hash('item-1')

export function describeRetention(test: ContractTest): void {
  test('prune drops settled entries of closed items, and nothing else', async ({ ledger, clock, start }) => {
    const settled = request(start)
    const running = request(start, { key: hash('running'), leaseMs: 3 * HOUR_MS })
    const doubted = request(start, { key: hash('doubted') })
    const open = request(start, {
      key: hash('open'),
      itemKey: hash('open item'),
      closesAt: start + 5 * HOUR_MS,
    })
    await ledger.settle(await mustReserve(ledger, settled), done)
    await mustReserve(ledger, running)
    await ledger.doubt(await mustReserve(ledger, doubted))
    await ledger.settle(await mustReserve(ledger, open), done)
    assert.equal(await ledger.prune(), 0)
    clock.advance(HOUR_MS - 1)
    assert.equal(await ledger.prune(), 0)
    clock.advance(1)
    assert.equal(await ledger.prune(), 1)
    assert.equal(await ledger.find(settled.key), undefined)
    assert.equal((await ledger.find(running.key))?.state, 'running')
    assert.equal((await ledger.find(doubted.key))?.state, 'in-doubt')
    assert.equal((await ledger.find(open.key))?.state, 'settled')
  })

  test('prune takes at most `limit` in one step', async ({ ledger, clock, start }) => {
    for (let index = 0; index < 10; index++) {
      const wanted = request(start, { key: hash(String(index)), itemKey: hash(`item ${String(index)}`) })
      await ledger.settle(await mustReserve(ledger, wanted), done)
    }
    clock.advance(2 * HOUR_MS)
    assert.equal(await ledger.prune({ limit: 4 }), 4)
    assert.equal(await ledger.prune({ limit: 4 }), 4)
    assert.equal(await ledger.prune({ limit: 4 }), 2)
    assert.equal(await ledger.prune(), 0)
  })

  test('R07: a later mail of the item (openItem) keeps its entries until the later end', async ({
    ledger,
    clock,
    start,
  }) => {
    const first = request(start)
    await ledger.settle(await mustReserve(ledger, first), done)
    await ledger.openItem({ itemKey, version: 1, closesAt: start + 5 * HOUR_MS })
    await ledger.openItem({ itemKey, version: 1, closesAt: start + 2 * HOUR_MS })
    clock.advance(4 * HOUR_MS)
    assert.equal(await ledger.prune(), 0)
    const later = request(start, { closesAt: start + 5 * HOUR_MS })
    assert.equal(await stateOf(ledger, later), 'settled')
    clock.advance(HOUR_MS)
    assert.equal(await ledger.prune(), 1)
    assert.equal(await stateOf(ledger, later), 'closed')
  })

  test('R07: a later token of the item, seen by any call, keeps the entry as long as itself', async ({
    ledger,
    clock,
    start,
  }) => {
    const first = request(start)
    await ledger.settle(await mustReserve(ledger, first), done)
    const later = request(start, { closesAt: start + 5 * HOUR_MS })
    assert.equal(await stateOf(ledger, later), 'settled')
    clock.advance(4 * HOUR_MS)
    assert.equal(await ledger.prune(), 0)
    assert.equal(await stateOf(ledger, later), 'settled')
  })

  test('R07: a withdrawal is remembered until the last token of the item has closed', async ({
    ledger,
    clock,
    start,
  }) => {
    await ledger.openItem({ itemKey, version: 1, closesAt: start + 5 * HOUR_MS })
    await ledger.withdrawItem(itemKey, start + HOUR_MS)
    clock.advance(4 * HOUR_MS)
    await ledger.prune()
    const late = request(start, { closesAt: start + 5 * HOUR_MS })
    assert.equal(await stateOf(ledger, late), 'withdrawn')
  })

  test('R11: what was pruned stays closed when the clock is set back', async ({ ledger, clock, start }) => {
    const wanted = request(start)
    await ledger.settle(await mustReserve(ledger, wanted), done)
    clock.advance(2 * HOUR_MS)
    assert.equal(await ledger.prune(), 1)
    clock.advance(-2 * HOUR_MS)
    assert.equal(await stateOf(ledger, wanted), 'closed')
    await mustReserve(ledger, request(start, { key: hash('fresh'), closesAt: start + 3 * HOUR_MS }))
  })

  test('a running entry outlives its item until it is settled', async ({ ledger, clock, start }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    clock.advance(LEASE_MS - 1)
    assert.equal(await ledger.renew(id, 2 * HOUR_MS), true)
    clock.advance(HOUR_MS)
    assert.equal(await ledger.prune(), 0)
    assert.equal(await ledger.settle(id, done), true)
    assert.equal(await ledger.prune(), 1)
  })
}
