import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LedgerUnderTest } from '../../src/contract/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'

export const start = 1_750_000_000_000

export type DriverName = 'node:sqlite' | 'libsql'

/** Says why a driver can't be tested here; a skipped test prints it. */
export async function skipReason(driver: DriverName): Promise<string | false> {
  const specifier: string = driver
  try {
    await import(specifier)
    return false
  } catch {
    return driver === 'libsql' ? 'libsql is not installed' : `Node ${process.version} has no node:sqlite`
  }
}

export async function makeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'countersign-ledger-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export async function createUnderTest(driver: DriverName): Promise<LedgerUnderTest> {
  const folder = await makeFolder()
  const file = join(folder.path, 'ledger.db')
  let now = start
  const open = (): ReturnType<typeof createSqliteLedger> =>
    createSqliteLedger({ file, driver, now: () => now })
  const ledger = await open()
  return {
    ledger,
    reopen: open,
    clock: {
      advance: (ms) => {
        now += ms
      },
    },
    dispose: async () => {
      await ledger.close()
      await folder.remove()
    },
  }
}
