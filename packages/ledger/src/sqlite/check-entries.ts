import { refuseFile } from './ledger-file.js'
import type { SqliteDatabase } from './sqlite-driver.js'
import { readInteger, readRow } from './sqlite-driver.js'

/** Entries looked at in one statement, so that other processes get in between (some 70 ms). */
const ENTRIES_PER_STEP = 20_000

/**
 * Refuses a file in which an entry is not found under its key. SQLite keeps no checksums: where a damaged page of the
 * index hides a key, the action behind it would look new, and run again. Whatever else is damaged SQLite notices itself, or it
 * leads to a refusal. Takes some 4 seconds for a million entries.
 */
export function checkEntries(database: SqliteDatabase, file: string): void {
  // Named, so that no planner compares the index with itself.
  const look = database.prepare(`
    SELECT count(*) AS seen, coalesce(sum(is_found), 0) AS found, max(id) AS last FROM (
      SELECT r.id, EXISTS (
        SELECT 1 FROM reservations i INDEXED BY sqlite_autoindex_reservations_1
        WHERE i.key = r.key AND i.id = r.id
      ) AS is_found
      FROM reservations r NOT INDEXED WHERE r.id > ? ORDER BY r.id LIMIT ?
    )`)
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const row = readRow(look.get(last, ENTRIES_PER_STEP)) ?? {}
    const seen = readInteger(row, 'seen')
    if (readInteger(row, 'found') !== seen)
      refuseFile(file, 'it is damaged: an entry is not found under its key')
    if (seen < ENTRIES_PER_STEP) return
    last = readInteger(row, 'last')
  }
}
