/**
 * `ledger`: durable reserve + settle with 700-byte answers, 256 actions in flight, a row per SQLite driver. The limit
 * is the same rows and bytes written raw, on one thread, in groups of 256, with the same driver and pragmas; the peer
 * is the same rows with a commit each. The items are there beforehand, as they are in use.
 */
import { join } from 'node:path'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { loadDriver } from '../packages/ledger/dist/src/sqlite/load-driver.js'
import { interleave } from './support/interleave.mjs'
import { IN_FLIGHT, makeRequestLists, openItems, reserveAndSettle } from './support/ledger-load.mjs'
import { openRawLedger } from './support/raw-ledger.mjs'
import { toRow } from './support/row.mjs'
import { withTemporaryFolder } from './support/temporary-folder.mjs'

export const name = 'ledger'

const ACTIONS = 4096
const ONE_AT_A_TIME = 100

export async function run({ quick, passes }) {
  const rows = []
  for (const driver of ['libsql', 'node:sqlite']) {
    const loaded = await loadDriver(driver).catch(() => undefined)
    if (loaded) rows.push(await measureDriver(driver, loaded, quick ? 512 : ACTIONS, passes))
    else console.error(`ledger ${driver}: skipped, Node ${process.version} does not have it`)
  }
  return rows
}

function measureDriver(driver, loaded, actions, passes) {
  return withTemporaryFolder(async (folder) => {
    const ours = await createSqliteLedger({ file: join(folder, 'ours.db'), driver })
    const raw = await openRawLedger(loaded, driver, join(folder, 'raw.db'))
    const single = await openRawLedger(loaded, driver, join(folder, 'single.db'))
    try {
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
      return toRow(`ledger ${driver}`, 'actions/s', measured)
    } finally {
      await ours.close()
      raw.close()
      single.close()
    }
  })
}
