/**
 * Pruning many entries while buttons are pressed. `COUNTERSIGN_PRUNE_ENTRIES` asks for another number of entries, e.g. a
 * million; here it is one that takes seconds.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { done, hash, mustReserve, request } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import { fillLedger } from './fill-ledger.js'

const ENTRIES = Number(process.env['COUNTERSIGN_PRUNE_ENTRIES'] ?? 20_000)
/** Of so many entries, one belongs to an item that lives on. */
const KEPT_EVERY = 10

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`pruning under load (${driver})`, { skip }, () => {
    it(`R07: ${String(ENTRIES)} entries are pruned in steps, presses get in between, and what still counts stays`, async (t) => {
      const folder = await makeFolder()
      try {
        const file = join(folder.path, 'ledger.db')
        const now = Date.now()
        await (await createSqliteLedger({ file, driver })).close()
        await fillLedger({ file, driver, entries: ENTRIES, keptEvery: KEPT_EVERY, closedAt: now - 1 })
        const ledger = await createSqliteLedger({ file, driver })
        const kept = await ledger.list({ item: 'kept', limit: 10_000 })

        const { presses, longestMs, dropped } = await pressWhilePruning(ledger)
        t.diagnostic(`${String(presses)} presses, the longest wait ${longestMs.toFixed(0)} ms`)

        assert.equal(dropped, ENTRIES - ENTRIES / KEPT_EVERY)
        // A step takes 500 entries: were all of them in one transaction, no press could have ended before the last.
        assert.ok(presses > dropped / 500 / 4, `${String(presses)} presses got in between`)
        assert.equal((await ledger.list({ item: 'gone', limit: 1 })).length, 0)
        const again = await Promise.all(
          kept.map(({ key, itemKey }) => ledger.reserve(request(now + 60_000, { key, itemKey }))),
        )
        assert.ok(again.length > 0 && again.every(({ state }) => state === 'settled'))
        await ledger.close()
      } finally {
        await folder.remove()
      }
    })
  })
}

interface Pressed {
  readonly presses: number
  readonly longestMs: number
  readonly dropped: number
}

/** One press after the other until all is pruned. */
async function pressWhilePruning(ledger: Ledger): Promise<Pressed> {
  let isOver = false
  const pruning = ledger.prune({ limit: 2 * ENTRIES }).finally(() => {
    isOver = true
  })
  let presses = 0
  let longestMs = 0
  while (!isOver) {
    const key = hash(`pressed ${String(presses++)}`)
    const began = performance.now()
    const id = await mustReserve(ledger, request(Date.now() + 60_000, { key, itemKey: key }))
    longestMs = Math.max(longestMs, performance.now() - began)
    assert.equal(await ledger.settle(id, done), true)
  }
  return { presses, longestMs, dropped: await pruning }
}
