import { CountersignError } from '@countersign/core/errors'
import { prepareLedgerFile } from '../sqlite/ledger-file.js'
import { closeQuietly } from '../sqlite/open-database.js'
import type { SqliteDatabase, SqliteDriver } from '../sqlite/sqlite-driver.js'
import { readRow } from '../sqlite/sqlite-driver.js'
import { LINK_APPLICATION_ID, LINK_SCHEMA_VERSION, linkSchemaSql } from './link-schema.js'

/** How long opening waits for another process, in milliseconds. */
const OPEN_BUSY_MS = 3_000
/** How long one statement holds up the event loop for another process; the store repeats it. */
const STATEMENT_BUSY_MS = 5
const FULL = 2

/**
 * Opens the file and makes the tables where there are none. Always with a rollback journal: a link is written once in
 * a while, and no version of SQLite loses rows that way.
 */
export function openLinkDatabase(driver: SqliteDriver, file: string): SqliteDatabase {
  prepareLedgerFile(file, 'a link store')
  let database: SqliteDatabase | undefined
  try {
    database = driver.open(file)
    database.exec(`PRAGMA busy_timeout = ${String(OPEN_BUSY_MS)}`)
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA fullfsync = ON')
    // What was deleted must not be readable in the file: a redirect URL outlives its login otherwise.
    database.exec('PRAGMA secure_delete = ON')
    if (readPragma(database, 'synchronous') !== FULL)
      throw new CountersignError('ERR_LINK_STORE', 'The SQLite driver does not keep synchronous=FULL.')
    prepareTables(database, file)
    database.exec(`PRAGMA busy_timeout = ${String(STATEMENT_BUSY_MS)}`)
    return database
  } catch (cause) {
    closeQuietly(database)
    if (cause instanceof CountersignError) throw cause
    throw new CountersignError('ERR_LINK_STORE', `${file} could not be opened as a link store.`, { cause })
  }
}

/** One transaction, so that of several processes that open a new file exactly one makes the tables. */
function prepareTables(database: SqliteDatabase, file: string): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const isNew =
      readPragma(database, 'application_id') === 0 &&
      readRow(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get())?.['n'] === 0
    if (isNew) database.exec(linkSchemaSql)
    else checkTables(database, file)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function checkTables(database: SqliteDatabase, file: string): void {
  if (readPragma(database, 'application_id') !== LINK_APPLICATION_ID)
    throw new CountersignError(
      'ERR_LEDGER_FILE',
      `${file} cannot be used as a link store: it is something else`,
    )
  if (readPragma(database, 'user_version') !== LINK_SCHEMA_VERSION)
    throw new CountersignError('ERR_LEDGER_SCHEMA', `${file} was made by another version of the link store`)
}

function readPragma(database: SqliteDatabase, name: string): unknown {
  return readRow(database.prepare(`PRAGMA ${name}`).get())?.[name]
}
