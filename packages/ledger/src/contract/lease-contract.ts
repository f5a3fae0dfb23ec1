import assert from 'node:assert/strict'
import type { ReserveRequest } from '../ledger.js'
import { done, LEASE_MS, mustReserve, request, stateOf } from './contract-fixture.js'
import type { ContractCase, ContractTest } from './contract-types.js'

export function describeLease(test: ContractTest): void {
  test('R08: a lease that ran out leaves the entry in doubt: never reserved again by itself', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start)
    await mustReserve(ledger, wanted)
    clock.advance(LEASE_MS - 1)
    assert.equal(await stateOf(ledger, wanted), 'running')
    clock.advance(1)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
    assert.equal((await ledger.find(wanted.key))?.state, 'in-doubt')
    clock.advance(10 * LEASE_MS)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
  })

  test('R11: renew extends the lease from the store’s now, until it has run out', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    for (let round = 0; round < 5; round++) {
      clock.advance(LEASE_MS - 1)
      assert.equal(await ledger.renew(id, LEASE_MS), true)
    }
    assert.equal(await stateOf(ledger, wanted), 'running')
    clock.advance(LEASE_MS)
    assert.equal(await ledger.renew(id, LEASE_MS), false)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
  })

  test('doubt ends the lease at once and for good', async ({ ledger, start }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    assert.equal(await ledger.doubt(id), true)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
    assert.equal(await ledger.doubt(id), false)
    assert.equal(await ledger.renew(id, LEASE_MS), false)
    assert.equal(await ledger.settle(id, done), false)
    assert.equal(await ledger.release(id), false)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
  })

  test('only takeOver reserves what is in doubt, and exactly one caller gets it', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start, { takeOver: true })
    await mustReserve(ledger, wanted)
    assert.equal(await stateOf(ledger, wanted), 'running')
    clock.advance(LEASE_MS)
    const results = await Promise.all(Array.from({ length: 20 }, () => ledger.reserve(wanted)))
    assert.equal(results.filter((result) => result.state === 'reserved').length, 1)
    assert.equal(results.filter((result) => result.state === 'running').length, 19)
  })

  test('R08: takeOver is for who asked for exactly the same: a doubt is no leave for another decision', async ({
    ledger,
    clock,
    start,
  }) => {
    const first = request(start, { takeOver: true })
    await mustReserve(ledger, first)
    clock.advance(LEASE_MS)
    assert.equal(
      await stateOf(ledger, { ...first, fingerprint: first.fingerprint.replace(/^./, '_') }),
      'in-doubt',
    )
    assert.equal(await stateOf(ledger, first), 'reserved')
  })

  test('R11: after a take-over the first holder’s late settle, release and renew change nothing', async ({
    ledger,
    clock,
    start,
  }) => {
    const wanted = request(start, { takeOver: true })
    const first = await mustReserve(ledger, wanted)
    clock.advance(LEASE_MS)
    const second = await mustReserve(ledger, wanted)
    assert.equal(await ledger.settle(first, { status: 200, headers: [], body: 'late' }), false)
    assert.equal(await ledger.release(first), false)
    assert.equal(await ledger.renew(first, LEASE_MS), false)
    assert.equal(await ledger.doubt(first), false)
    assert.equal(await ledger.settle(second, done), true)
    assert.deepEqual((await ledger.find(wanted.key))?.answer, done)
    assert.equal(await ledger.settle(first, { status: 200, headers: [], body: 'later' }), false)
    assert.deepEqual((await ledger.find(wanted.key))?.answer, done)
  })

  test('R11: a holder that comes back after its lease, with nobody else in between, ends the doubt', async (given) => {
    const { ledger } = given
    const { wanted, id } = await outliveLease(given)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
    assert.equal(await ledger.renew(id, LEASE_MS), false)
    assert.equal(await ledger.settle(id, done), true)
    assert.equal(await stateOf(ledger, wanted), 'settled')
  })

  test('R11: after resolve a late settle or release changes nothing', async (given) => {
    const { ledger } = given
    const { wanted, id: first } = await outliveLease(given)
    assert.equal(await ledger.resolve(wanted.key, 'done', { by: 'operator' }), true)
    const resolved = (await ledger.find(wanted.key))?.answer
    assert.equal(await ledger.settle(first, done), false)
    assert.equal(await ledger.release(first), false)
    assert.deepEqual((await ledger.find(wanted.key))?.answer, resolved)
  })

  test('R11: after resolve as not done and a new reservation the old holder has no say', async (given) => {
    const { ledger } = given
    const { wanted, id: first } = await outliveLease(given)
    await ledger.resolve(wanted.key, 'not-done', { by: 'operator' })
    assert.equal(await ledger.settle(first, done), false)
    const second = await mustReserve(ledger, wanted)
    assert.equal(await ledger.settle(first, done), false)
    assert.equal(await ledger.settle(second, done), true)
  })

  test('R11: a clock set back revives no lease and reserves nothing again', async (given) => {
    const { ledger, clock } = given
    const { wanted, id } = await outliveLease(given)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
    clock.advance(-2 * LEASE_MS)
    assert.equal(await stateOf(ledger, wanted), 'in-doubt')
    assert.equal(await ledger.renew(id, LEASE_MS), false)
    clock.advance(LEASE_MS)
    await ledger.settle(id, done)
    clock.advance(-10 * LEASE_MS)
    assert.equal(await stateOf(ledger, wanted), 'settled')
  })
}

/** A reservation whose holder let the lease run out. */
async function outliveLease({
  ledger,
  clock,
  start,
}: ContractCase): Promise<{ wanted: ReserveRequest; id: string }> {
  const wanted = request(start)
  const id = await mustReserve(ledger, wanted)
  clock.advance(LEASE_MS)
  return { wanted, id }
}
