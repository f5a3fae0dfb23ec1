import type { AuditLine, EntryState, LedgerBirth, LedgerEntry } from '../ledger.js'
import { readLedgerEntry } from './entry-rows.js'
import type { ReadOperation } from './operations.js'
import { IN_DOUBT, RUNNING, SETTLED } from './schema.js'
import type { SqliteDatabase, SqliteRow } from './sqlite-driver.js'
import { readInteger, readRow, readText } from './sqlite-driver.js'

/** Reads run outside of any transaction, so they see only what has been committed. */
export interface ReadOperations {
  find(key: string, now: number): LedgerEntry | undefined
  list(operation: Extract<ReadOperation, readonly ['list', ...unknown[]]>, now: number): LedgerEntry[]
  auditTrail(): AuditLine[]
  birth(): LedgerBirth
}

export function prepareReads(database: SqliteDatabase): ReadOperations {
  const find = database.prepare(`
    SELECT r.*, a.head, a.body, i.closes_at AS item_closes_at FROM reservations r
    LEFT JOIN answers a ON a.id = r.id LEFT JOIN items i ON i.item_key = r.item_key
    WHERE r.key = ?`)
  const birth = database.prepare('SELECT born_at, adopted FROM meta')

  return {
    find(key, now) {
      const row = readRow(find.get(key))
      return row && readLedgerEntry(row, now)
    },
    list([, state, kind, item, limit], now) {
      const list = database.prepare(`
        SELECT r.*, i.closes_at AS item_closes_at FROM reservations r
        LEFT JOIN items i ON i.item_key = r.item_key
        WHERE ${stateCondition(state)} AND (?2 IS NULL OR r.kind = ?2) AND (?3 IS NULL OR r.item = ?3)
        ORDER BY r.id DESC LIMIT ?4`)
      return rowsOf(list.all(now, kind, item, limit)).map((row) => readLedgerEntry(row, now))
    },
    auditTrail() {
      return rowsOf(database.prepare('SELECT * FROM audit ORDER BY id').all()).map(readAuditLine)
    },
    birth() {
      const row = readRow(birth.get()) ?? {}
      return { bornAt: readInteger(row, 'born_at'), adopted: readInteger(row, 'adopted') === 1 }
    },
  }
}

// `?1` is the time; each condition names it, because a driver may refuse a parameter that the statement lacks.
function stateCondition(state: EntryState | null): string {
  const isOpen = `r.state < ${String(SETTLED)}`
  switch (state) {
    case null:
      return '?1 IS NOT NULL'
    case 'settled':
      return `?1 IS NOT NULL AND r.state = ${String(SETTLED)}`
    case 'running':
      return `${isOpen} AND r.state = ${String(RUNNING)} AND r.lease_until > ?1`
    case 'in-doubt':
      return `${isOpen} AND (r.state = ${String(IN_DOUBT)} OR r.lease_until <= ?1)`
  }
}

function readAuditLine(row: SqliteRow): AuditLine {
  const base = { at: readInteger(row, 'at'), by: readText(row, 'by') }
  return row['what'] === 'adopt'
    ? { ...base, what: 'adopt' }
    : {
        ...base,
        what: 'resolve',
        key: readText(row, 'key'),
        outcome: row['outcome'] === 'done' ? 'done' : 'not-done',
      }
}

function rowsOf(rows: readonly unknown[]): SqliteRow[] {
  return rows.map((row) => readRow(row) ?? {})
}
