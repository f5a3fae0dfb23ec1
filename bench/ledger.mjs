/**
 * `ledger`: durable reserve + settle with 700-byte answers, 256 actions in flight, a row per SQLite driver. The limit
 * is the same rows and bytes written raw, on one thread, in groups of 256, with the same driver and pragmas; the peer
 * is the same rows with a commit each. The items are there beforehand, as they are in use. Each once with a new file and once with
 * one that has been in use for a while.
 */
import { join } from 'node:path'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { loadDriver } from '../packages/ledger/dist/src/sqlite/load-driver.js'
import { interleave } from './support/interleave.mjs'
import {
  IN_FLIGHT,
  makeRequestLists,
  makeRequests,
  openItems,
  reserveAndSettle,
} from './support/ledger-load.mjs'
import { openRawLedger } from './support/raw-ledger.mjs'
import { toRow } from './support/row.mjs'
import { withTemporaryFolder } from './support/temporary-folder.mjs'

export const name = 'ledger'

const ACTIONS = 4096
const ONE_AT_A_TIME = 100
const ENTRIES_IN_USE = 100_000
const FILL_STEP = 10_000

export async function run({ quick, passes }) {
  const rows = []
  for (const driver of ['libsql', 'node:sqlite']) {
    const loaded = await loadDriver(driver).catch(() => undefined)
    if (loaded) {
      for (const entries of [0, quick ? 1_000 : ENTRIES_IN_USE])
        rows.push(await measureDriver(driver, loaded, { entries, actions: quick ? 512 : ACTIONS, passes }))
    } else console.error(`ledger ${driver}: skipped, Node ${process.version} does not have it`)
  }
  return rows
}

function measureDriver(driver, loaded, { entries, actions, passes }) {
  return withTemporaryFolder(async (folder) => {
    const ours = await createSqliteLedger({ file: join(folder, 'ours.db'), driver })
    const raw = await openRawLedger(loaded, driver, join(folder, 'raw.db'))
    const single = await openRawLedger(loaded, driver, join(folder, 'single.db'))
    try {
      await fill(ours, [raw, single], entries)
      const forOurs = makeRequestLists(passes, actions)
      const forRaw = makeRequestLists(passes, actions)
      const forSingle = makeRequestLists(passes, Math.min(actions, ONE_AT_A_TIME))
      for (const requests of forOurs) await openItems(ours, requests)
      for (const requests of forRaw) raw.openItems(requests)
      for (const requests of forSingle) single.openItems(requests)
      const measured = await interleave(
        {
          limit: () => raw.write(forRaw.pop(), IN_FLIGHT),
          ours: () => reserveAndSettle(ours, forOurs.pop()),
          'one at a time': () => single.write(forSingle.pop(), 1),
        },
        { passes },
      )
      const name = entries === 0 ? `ledger ${driver}` : `ledger ${driver}, ${String(entries)} entries`
      return toRow(name, 'actions/s', measured)
    } finally {
      await ours.close()
      raw.close()
      single.close()
    }
  })
}

/** With settled entries, as many in each. */
async function fill(ours, raws, entries) {
  for (let left = entries; left > 0; left -= FILL_STEP) {
    const requests = makeRequests(Math.min(left, FILL_STEP))
    await openItems(ours, requests)
    await reserveAndSettle(ours, requests)
    for (const raw of raws) {
      raw.openItems(requests)
      raw.write(requests, IN_FLIGHT)
    }
  }
}
