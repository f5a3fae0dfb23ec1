import { CountersignError } from '@countersign/core/errors'
import { importNodeSqlite } from './import-node-sqlite.js'
import type { SqliteDatabase, SqliteDriver } from './sqlite-driver.js'
import { readRow, readText } from './sqlite-driver.js'
import { isWalSound } from './sqlite-version.js'

/**
 * The driver that was asked for, or the best there is: node:sqlite where it exists and its SQLite is sound, else
 * libsql, else node:sqlite as it is (with a rollback journal, see `isWalSound`).
 */
export async function loadDriver(wanted: string | undefined): Promise<SqliteDriver> {
  switch (wanted) {
    case undefined:
      return loadDefaultDriver()
    case 'node:sqlite':
      return (await importNodeSqlite()) ?? refuseDriver('this Node.js has no node:sqlite')
    case 'libsql':
      return (await importLibsql()) ?? refuseDriver('the package libsql is not installed')
    default:
      return importDriverModule(wanted)
  }
}

async function loadDefaultDriver(): Promise<SqliteDriver> {
  const builtIn = await importNodeSqlite()
  if (builtIn && isWalSound(readVersion(builtIn))) return builtIn
  return (
    (await importLibsql()) ??
    builtIn ??
    refuseDriver('this Node.js has no node:sqlite and the package libsql is not installed')
  )
}

async function importLibsql(): Promise<SqliteDriver | undefined> {
  let module: unknown
  try {
    module = await import('libsql')
  } catch (cause) {
    if (isNotFound(cause)) return undefined
    throw new CountersignError('ERR_LEDGER_DRIVER', 'the package libsql is installed but does not load', {
      cause,
    })
  }
  const Database = (module as { default: new (file: string) => SqliteDatabase }).default
  return { open: (file) => new Database(file) }
}

async function importDriverModule(specifier: string): Promise<SqliteDriver> {
  let module: unknown
  try {
    module = await import(specifier)
  } catch (cause) {
    throw new CountersignError('ERR_LEDGER_DRIVER', `the driver module ${specifier} does not load`, { cause })
  }
  if (
    typeof module === 'object' &&
    module !== null &&
    'open' in module &&
    typeof module.open === 'function'
  ) {
    return module as SqliteDriver
  }
  return refuseDriver(`the driver module ${specifier} exports no function open(file)`)
}

function readVersion(driver: SqliteDriver): string {
  const database = driver.open(':memory:')
  try {
    return readSqliteVersion(database)
  } finally {
    database.close()
  }
}

export function readSqliteVersion(database: SqliteDatabase): string {
  return readText(readRow(database.prepare('SELECT sqlite_version() AS version').get()) ?? {}, 'version')
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')
  )
}

function refuseDriver(message: string): never {
  throw new CountersignError('ERR_LEDGER_DRIVER', message)
}
