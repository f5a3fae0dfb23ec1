import { loadDriver } from '../../src/sqlite/load-driver.js'

export interface FillOrder {
  /** A ledger that nobody has open. */
  readonly file: string
  readonly driver: string
  readonly entries: number
  /** Of so many entries, the item of one lives a day longer, as after a later mail; its label's item is `kept`, the others' `gone`. */
  readonly keptEvery: number
  /** When the entries close, in milliseconds since the epoch. */
  readonly closedAt: number
}

export const FILLED_BODY_LENGTH = 700

/** Settled entries with random keys and answers of such a length, written at once: one by one a million would take many minutes. */
export async function fillLedger({ file, driver, entries, keptEvery, closedAt }: FillOrder): Promise<void> {
  const database = (await loadDriver(driver)).open(file)
  const hash = 'substr(hex(randomblob(22)), 1, 43)'
  try {
    database.exec('PRAGMA synchronous = OFF')
    database.exec('PRAGMA cache_size = -200000')
    database.exec(`
      BEGIN;
      WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < ${String(entries)})
      INSERT INTO reservations (
        id, key, state, fingerprint, item_key, version, actor_key, decision,
        reserved_at, lease_until, settled_at, closes_at, kind, item, actor
      )
      SELECT id, ${hash}, 2, ${hash}, ${hash}, 1, ${hash}, 'approve', 1, 1, 1, ${String(closedAt)}, 'expense',
        CASE id % ${String(keptEvery)} WHEN 0 THEN 'kept' ELSE 'gone' END, 'adele@contoso.example'
      FROM numbers;
      INSERT INTO answers SELECT id, '{"status":200,"headers":[]}', hex(zeroblob(${String(FILLED_BODY_LENGTH / 2)})) FROM reservations;
      INSERT INTO items
      SELECT item_key, 1, closes_at + CASE item WHEN 'kept' THEN 86400000 ELSE 0 END, 0 FROM reservations;
      COMMIT`)
  } finally {
    database.close()
  }
}
