/**
 * Pruning many entries while buttons are pressed. `COUNTERSIGN_PRUNE_ENTRIES` asks for another number of entries, e.g. a
 * million (CONTRIBUTING.md has the command); here it is one that takes seconds.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { done, hash, mustReserve, request } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import { FILLED_BODY_LENGTH, fillLedger } from './fill-ledger.js'
import { readEntries } from './read-entries.js'
import type { StoredKeys } from './read-entries.js'

const ENTRIES = Number(process.env['COUNTERSIGN_PRUNE_ENTRIES'] ?? 20_000)
/** Of so many entries, one belongs to an item that lives on. */
const KEPT_EVERY = 10

/** Presses at once; a ledger lets no more than some thousands wait. */
const BATCH = 5_000

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`pruning under load (${driver})`, () => {
    it(
      `R07: ${String(ENTRIES)} entries are pruned in steps, presses get in between, and all that still counts stays`,
      { skip },
      async (t) => {
        const folder = await makeFolder()
        try {
          const file = join(folder.path, 'ledger.db')
          const now = Date.now()
          await (await createSqliteLedger({ file, driver })).close()
          await fillLedger({ file, driver, entries: ENTRIES, keptEvery: KEPT_EVERY, closedAt: now - 1 })
          const kept = await readEntries({ file, driver, item: 'kept' })
          assert.equal(kept.length, Math.floor(ENTRIES / KEPT_EVERY))
          const ledger = await createSqliteLedger({ file, driver })

          const began = performance.now()
          const { presses, longestMs, dropped } = await pressWhilePruning(ledger)
          const seconds = (performance.now() - began) / 1000
          t.diagnostic(
            `${String(dropped)} entries pruned in ${seconds.toFixed(1)} s; ` +
              `${String(presses)} presses meanwhile, the longest wait ${longestMs.toFixed(0)} ms`,
          )

          assert.equal(dropped, ENTRIES - kept.length)
          // A step takes 500 entries: were all of them in one transaction, no press could have ended before the last.
          assert.ok(presses > dropped / 500 / 4, `${String(presses)} presses got in between`)
          await pressAgain(ledger, kept, now + 60_000)
          await ledger.close()
          assert.equal((await readEntries({ file, driver, item: 'kept' })).length, kept.length)
          assert.equal((await readEntries({ file, driver, item: 'gone' })).length, 0)
        } finally {
          await folder.remove()
        }
      },
    )
  })
}

/** None of what was settled runs again, whichever of them is pressed. */
async function pressAgain(ledger: Ledger, entries: readonly StoredKeys[], at: number): Promise<void> {
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH)
    const results = await Promise.all(batch.map((keys) => ledger.reserve(request(at, keys))))
    const others = results.filter(
      (result) => result.state !== 'settled' || result.answer.body.length !== FILLED_BODY_LENGTH,
    )
    assert.deepEqual(others, [], `of the entries from ${String(from)} on`)
  }
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
