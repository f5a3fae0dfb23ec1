import { CountersignError } from '@countersign/core/errors'
import { checkEntries } from './check-entries.js'
import { readSqliteVersion } from './load-driver.js'
import type { FileIdentity } from './ledger-file.js'
import { isSameFile, prepareLedgerFile, readFileIdentity, refuseFile, Witness } from './ledger-file.js'
import { APPLICATION_ID, SCHEMA_VERSION, schemaSql } from './schema.js'
import type { SqliteDatabase, SqliteDriver } from './sqlite-driver.js'
import { readInteger, readRow, readText } from './sqlite-driver.js'
import { classifySqliteFailure } from './sqlite-failure.js'
import { isWalSound } from './sqlite-version.js'

export type JournalMode = 'wal' | 'persist'

export interface OpenedDatabase {
  readonly database: SqliteDatabase
  readonly sqliteVersion: string
  readonly journal: JournalMode
  readonly witness: Witness
  readonly identity: FileIdentity
}

export interface OpenRequest {
  readonly file: string
  readonly witnessFile: string
  /** For a new ledger's birth. */
  readonly now: number
  /** The sequence that this process has seen the ledger reach; 0 where it has not seen it. */
  readonly atLeast: number
}

/** How long opening waits for another process, in milliseconds. */
const OPEN_BUSY_MS = 3_000
/** How long one statement waits for another process at a time; `GroupWriter` repeats it. */
const STATEMENT_BUSY_MS = 10
/** Keys are hashes, so each reservation touches a random page of the index: keep a large part of it at hand. */
const CACHE_KIB = 16_384
const FULL = 2

/**
 * Opens the file, makes the tables where there are none, and asserts every setting that durability depends on.
 * Throws `ERR_LEDGER_FILE`, `ERR_LEDGER_SCHEMA`, or `ERR_LEDGER_UNAVAILABLE` for a passing cause.
 */
export function openDatabase(
  driver: SqliteDriver,
  { file, witnessFile, now, atLeast }: OpenRequest,
): OpenedDatabase {
  prepareLedgerFile(file)
  let database: SqliteDatabase | undefined
  let witness: Witness | undefined
  try {
    database = driver.open(file)
    database.exec(`PRAGMA busy_timeout = ${String(OPEN_BUSY_MS)}`)
    setDurability(database)
    database.exec(`PRAGMA cache_size = -${String(CACHE_KIB)}`)
    const sqliteVersion = readSqliteVersion(database)
    const isSound = isWalSound(sqliteVersion)
    witness = openWitness(witnessFile)
    const journal = isSound ? 'wal' : 'persist'
    const identity = prepareSchema({ database, file, witness, now, atLeast, journal })
    const journalOfFile = setJournalMode(database, file, isSound)
    checkEntries(database, file)
    database.exec(`PRAGMA busy_timeout = ${String(STATEMENT_BUSY_MS)}`)
    return { database, sqliteVersion, journal: journalOfFile, witness, identity }
  } catch (error) {
    witness?.close()
    closeQuietly(database)
    throw explainOpenFailure(error, file)
  }
}

function openWitness(path: string): Witness {
  try {
    return new Witness(path)
  } catch (cause) {
    return refuseFile(path, 'it cannot be opened for writing', { use: 'the witness of a ledger', cause })
  }
}

export function closeQuietly(database: SqliteDatabase | undefined): void {
  try {
    database?.close()
  } catch {
    // It is given up anyway; the failure that led here is the one to report.
  }
}

function setDurability(database: SqliteDatabase): void {
  database.exec('PRAGMA synchronous = FULL')
  // Without these, macOS answers a sync while the bytes are still in the drive's cache.
  database.exec('PRAGMA fullfsync = ON')
  database.exec('PRAGMA checkpoint_fullfsync = ON')
  if (readPragma(database, 'synchronous') !== FULL) {
    throw new CountersignError('ERR_LEDGER_UNAVAILABLE', 'the SQLite driver does not keep synchronous=FULL')
  }
}

interface SchemaContext {
  readonly database: SqliteDatabase
  readonly file: string
  readonly witness: Witness
  readonly now: number
  readonly atLeast: number
  readonly journal: JournalMode
}

/** One transaction, so that of several processes that open a new file exactly one makes the tables. */
function prepareSchema(context: SchemaContext): FileIdentity {
  const { database, file } = context
  database.exec('BEGIN IMMEDIATE')
  try {
    const identity = readFileIdentity(file) ?? refuseFile(file, 'it has been removed')
    if (isEmpty(database)) createLedger(context, identity)
    else checkLedger(context, identity)
    database.exec('COMMIT')
    return identity
  } catch (error) {
    rollBackQuietly(database)
    throw error
  }
}

function isEmpty(database: SqliteDatabase): boolean {
  return readPragma(database, 'application_id') === 0 && countTables(database) === 0
}

function createLedger({ database, witness, now, journal }: SchemaContext, identity: FileIdentity): void {
  database.exec(schemaSql)
  database
    .prepare('INSERT INTO meta VALUES (1, ?, 0, 0, 0, ?, ?)')
    .run(now, journal, JSON.stringify(identity))
  witness.write(0)
  witness.flush()
}

function checkLedger({ database, file, witness, now, atLeast }: SchemaContext, identity: FileIdentity): void {
  if (readPragma(database, 'application_id') !== APPLICATION_ID) {
    refuseFile(file, 'it is the SQLite database of another application')
  }
  const version = readPragma(database, 'user_version')
  if (version !== SCHEMA_VERSION) {
    throw new CountersignError(
      'ERR_LEDGER_SCHEMA',
      `${file} has ledger schema ${String(version)}; this version of the ledger reads ${String(SCHEMA_VERSION)}`,
    )
  }
  const meta = readRow(database.prepare('SELECT sequence, identity FROM meta').get()) ?? {}
  const known = JSON.parse(readText(meta, 'identity')) as FileIdentity
  const sequence = readInteger(meta, 'sequence')
  const witnessed = witness.read()
  const isBehind = witnessed === undefined || Math.max(witnessed, atLeast) > sequence
  if (!isSameFile(known, identity) || isBehind) {
    // A copy or an older state: what happened since it was made is unknown, so it counts as born now.
    database.prepare('UPDATE meta SET born_at = max(born_at, ?), adopted = 0').run(now)
    witness.write(sequence)
    witness.flush()
  }
  if (known.inode !== identity.inode || known.madeAt === '0') {
    database.prepare('UPDATE meta SET identity = ?').run(JSON.stringify(identity))
  }
}

/**
 * WAL for a sound SQLite, unless the file was ever used by one that is not: then a rollback journal for good, because
 * the mode belongs to the file and the other process may come back at any time.
 */
function setJournalMode(database: SqliteDatabase, file: string, isSound: boolean): JournalMode {
  const wanted = isSound && readJournalOfFile(database) === 'wal' ? 'wal' : 'persist'
  const deadline = Date.now() + OPEN_BUSY_MS
  for (;;) {
    try {
      database.prepare(`PRAGMA journal_mode = ${wanted}`).all()
    } catch (error) {
      if (classifySqliteFailure(error) !== 'busy') throw error
    }
    if (readPragma(database, 'journal_mode') === wanted) break
    if (Date.now() > deadline) {
      refuseFile(
        file,
        `another process has it open in ${wanted === 'wal' ? 'rollback' : 'WAL'} mode; ` +
          'let all processes use the same SQLite driver, or stop them and start this one first',
      )
    }
    pause(5)
  }
  if (wanted === 'persist') database.exec("UPDATE meta SET journal = 'persist' WHERE journal <> 'persist'")
  return wanted
}

function readJournalOfFile(database: SqliteDatabase): string {
  return readText(readRow(database.prepare('SELECT journal FROM meta').get()) ?? {}, 'journal')
}

function countTables(database: SqliteDatabase): number {
  return readInteger(readRow(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()) ?? {}, 'n')
}

function readPragma(database: SqliteDatabase, name: string): unknown {
  return readRow(database.prepare(`PRAGMA ${name}`).get())?.[name]
}

function rollBackQuietly(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back by itself, or the connection is closed next.
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function explainOpenFailure(error: unknown, file: string): CountersignError {
  if (error instanceof CountersignError) return error
  const failure = classifySqliteFailure(error)
  switch (failure) {
    case 'not-a-database':
    case 'corrupt':
      return new CountersignError('ERR_LEDGER_FILE', `${file} is not a ledger, or it is damaged`, {
        cause: error,
      })
    case 'read-only':
    case 'cannot-open':
      return new CountersignError('ERR_LEDGER_FILE', `${file} or its journal cannot be opened for writing`, {
        cause: error,
      })
    case 'busy':
    case 'disk-full':
    case 'io-error':
    case 'other':
      return new CountersignError('ERR_LEDGER_UNAVAILABLE', `${file} could not be opened`, {
        cause: error,
        details: { failure },
      })
  }
}
