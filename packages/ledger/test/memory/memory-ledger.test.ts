import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  done,
  hash,
  HOUR_MS,
  mustReserve,
  rejectsWith,
  request,
  stateOf,
} from '../../src/contract/contract-fixture.js'
import { describeLedgerContract } from '../../src/contract/index.js'
import { createMemoryLedger } from '../../src/memory/index.js'

const start = 1_750_000_000_000

describeLedgerContract(
  { describe, it },
  {
    name: 'memory',
    create: () => {
      let now = start
      const ledger = createMemoryLedger({ now: () => now })
      const clock = {
        advance: (ms: number) => {
          now += ms
        },
      }
      return Promise.resolve({ ledger, clock, dispose: () => ledger.close() })
    },
  },
)

describe('memory ledger', () => {
  it('R06: full means closed: it never evicts an entry that still counts', async () => {
    let now = start
    const ledger = createMemoryLedger({ now: () => now, maxEntries: 3 })
    const requests = ['a', 'b', 'c'].map((name) => request(start, { key: hash(name) }))
    const ids: string[] = []
    for (const wanted of requests) ids.push(await mustReserve(ledger, wanted))
    await ledger.settle(ids[0] ?? '', done)
    await ledger.doubt(ids[1] ?? '')
    await rejectsWith(ledger.reserve(request(start, { key: hash('d') })), 'ERR_LEDGER_FULL')
    const states = await Promise.all(requests.map((wanted) => stateOf(ledger, wanted)))
    assert.deepEqual(states, ['settled', 'in-doubt', 'running'])

    now += HOUR_MS
    const later = request(now, { key: hash('e'), itemKey: hash('item-2') })
    await mustReserve(ledger, later)
    await rejectsWith(ledger.reserve(request(now, { key: hash('f') })), 'ERR_LEDGER_FULL')
  })

  it('R06: items are bounded too', async () => {
    const ledger = createMemoryLedger({ now: () => start, maxEntries: 2 })
    const open = (name: string): Promise<void> =>
      ledger.openItem({ itemKey: hash(name), version: 1, closesAt: start + HOUR_MS })
    await open('a')
    await open('b')
    await open('a')
    await rejectsWith(open('c'), 'ERR_LEDGER_FULL')
    await rejectsWith(ledger.withdrawItem(hash('c'), start + HOUR_MS), 'ERR_LEDGER_FULL')
    await rejectsWith(ledger.reserve(request(start, { itemKey: hash('c') })), 'ERR_LEDGER_FULL')
    assert.deepEqual(await ledger.list(), [])
  })

  it('refuses a bound that is no bound', () => {
    for (const maxEntries of [0, -1, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => createMemoryLedger({ maxEntries }), { code: 'ERR_LEDGER_ARGUMENT' })
    }
  })
})
