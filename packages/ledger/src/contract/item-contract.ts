import assert from 'node:assert/strict'
import type { ContractTest } from './contract-types.js'
import { done, hash, HOUR_MS, LEASE_MS, mustReserve, request, stateOf } from './contract-fixture.js'

const itemKey = hash('item-1')

export function describeItems(test: ContractTest): void {
  test('L08 L09: a version that was superseded is not reserved', async ({ ledger, start }) => {
    await ledger.openItem({ itemKey, version: 2, closesAt: start + HOUR_MS })
    assert.deepEqual(await ledger.reserve(request(start, { version: 1 })), {
      state: 'superseded',
      currentVersion: 2,
    })
    await mustReserve(ledger, request(start, { version: 2 }))
  })

  test('L08: openItem never lowers the version, and a newer token alone raises it', async ({
    ledger,
    start,
  }) => {
    await ledger.openItem({ itemKey, version: 3, closesAt: start + HOUR_MS })
    await ledger.openItem({ itemKey, version: 2, closesAt: start + HOUR_MS })
    assert.equal(await stateOf(ledger, request(start, { version: 2 })), 'superseded')
    await mustReserve(ledger, request(start, { version: 4, key: hash('version 4') }))
    assert.equal(await stateOf(ledger, request(start, { version: 3, key: hash('version 3') })), 'superseded')
  })

  test('L09: nothing of a withdrawn item is reserved, whatever its version', async ({ ledger, start }) => {
    await ledger.withdrawItem(itemKey, start + HOUR_MS)
    assert.equal(await stateOf(ledger, request(start)), 'withdrawn')
    assert.equal(await stateOf(ledger, request(start, { version: 99 })), 'withdrawn')
    await ledger.openItem({ itemKey, version: 100, closesAt: start + HOUR_MS })
    assert.equal(await stateOf(ledger, request(start, { version: 100 })), 'withdrawn')
    await mustReserve(ledger, request(start, { itemKey: hash('item-2') }))
  })

  test('L08 L09: what is in doubt is not taken over once it is superseded or withdrawn', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start, { takeOver: true })
    await mustReserve(ledger, wanted)
    clock.advance(LEASE_MS)
    await ledger.openItem({ itemKey, version: 2, closesAt: start + HOUR_MS })
    assert.equal(await stateOf(ledger, wanted), 'superseded')
    await ledger.withdrawItem(itemKey, start + HOUR_MS)
    assert.equal(await stateOf(ledger, wanted), 'withdrawn')
    assert.equal((await ledger.find(wanted.key))?.state, 'in-doubt')
  })

  test('an action that settled keeps its answer when the item moves on or is withdrawn', async ({
    ledger,
    start,
  }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    await ledger.openItem({ itemKey, version: 2, closesAt: start + HOUR_MS })
    assert.equal(await ledger.settle(id, done), true)
    assert.equal(await stateOf(ledger, wanted), 'settled')
    await ledger.withdrawItem(itemKey, start + HOUR_MS)
    assert.equal(await stateOf(ledger, wanted), 'settled')
  })
}
