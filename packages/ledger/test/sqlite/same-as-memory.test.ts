import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createMemoryLedger } from '../../src/memory/index.js'
import type { Ledger, LedgerEntry, ReserveRequest, ReserveResult } from '../../src/index.js'
import { done, hash, HOUR_MS, LEASE_MS, request } from '../../src/contract/contract-fixture.js'
import { createUnderTest, skipReason, start } from './sqlite-fixture.js'

type Step =
  | { readonly do: 'reserve'; readonly key: number; readonly changes: Partial<ReserveRequest> }
  | { readonly do: 'settle' | 'release' | 'renew' | 'doubt'; readonly reservation: number }
  | {
      readonly do: 'openItem' | 'withdrawItem'
      readonly item: number
      readonly version: number
      readonly end: number
    }
  | { readonly do: 'resolve'; readonly key: number; readonly outcome: 'done' | 'not-done' }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'prune' | 'adopt' }

const small = fc.nat({ max: 2 })
const end = fc.integer({ min: -1, max: 4 }).map((hours) => start + hours * HOUR_MS)
const reserve = fc.record({
  do: fc.constant('reserve' as const),
  key: small,
  changes: fc.record({
    itemKey: small.map((item) => hash(`item ${String(item)}`)),
    version: small,
    closesAt: end,
    issuedAt: fc.constantFrom(start - 1, start, start + 1),
    takeOver: fc.boolean(),
    decision: fc.constantFrom('approve', 'reject'),
  }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: reserve },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('settle' as const, 'release' as const, 'renew' as const, 'doubt' as const),
      reservation: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('openItem' as const, 'withdrawItem' as const),
      item: small,
      version: small,
      end,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resolve' as const),
      key: small,
      outcome: fc.constantFrom('done' as const, 'not-done' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      ms: fc.constantFrom(1, LEASE_MS, HOUR_MS, -LEASE_MS, -HOUR_MS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('prune' as const, 'adopt' as const) }) },
)

/** Runs the steps and says all that a caller can see; reservation ids are named by the order they came in. */
async function play(
  ledger: Ledger,
  advance: (ms: number) => void,
  steps: readonly Step[],
): Promise<unknown[]> {
  const ids: string[] = []
  const seen: unknown[] = []
  const show = (result: ReserveResult): unknown => {
    if (result.state !== 'reserved') return result
    return { state: result.state, number: ids.push(result.reservationId) }
  }
  for (const one of steps) {
    switch (one.do) {
      case 'reserve':
        seen.push(show(await ledger.reserve(request(start, { ...one.changes, key: hash(String(one.key)) }))))
        break
      case 'settle':
        seen.push(await ledger.settle(ids[one.reservation] ?? 'none', done))
        break
      case 'release':
        seen.push(await ledger.release(ids[one.reservation] ?? 'none'))
        break
      case 'renew':
        seen.push(await ledger.renew(ids[one.reservation] ?? 'none', LEASE_MS))
        break
      case 'doubt':
        seen.push(await ledger.doubt(ids[one.reservation] ?? 'none'))
        break
      case 'openItem':
        await ledger.openItem({
          itemKey: hash(`item ${String(one.item)}`),
          version: one.version,
          closesAt: one.end,
        })
        break
      case 'withdrawItem':
        await ledger.withdrawItem(hash(`item ${String(one.item)}`), one.end)
        break
      case 'resolve':
        seen.push(await ledger.resolve(hash(String(one.key)), one.outcome, { by: 'grace' }))
        break
      case 'advance':
        advance(one.ms)
        break
      case 'prune':
        seen.push(await ledger.prune())
        break
      case 'adopt':
        await ledger.adopt({ by: 'grace' })
        break
    }
    const entries: (LedgerEntry | undefined)[] = []
    for (const key of [0, 1, 2]) entries.push(await ledger.find(hash(String(key))))
    seen.push(entries)
  }
  seen.push(await ledger.list(), await ledger.auditTrail(), await ledger.birth())
  return seen
}

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`SQLite on ${driver} and the memory ledger`, { skip }, () => {
    it('give the same answers to any sequence of calls', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          let now = start
          const memory = createMemoryLedger({ now: () => now })
          const expected = await play(memory, (ms) => (now += ms), steps)

          const { ledger, clock, dispose } = await createUnderTest(driver)
          try {
            assert.deepEqual(await play(ledger, (ms) => clock.advance(ms), steps), expected)
          } finally {
            await dispose()
          }
        }),
        { numRuns: 40 },
      )
    })
  })
}
