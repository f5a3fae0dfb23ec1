import type { SqliteDatabase } from './sqlite-driver.js'

/** Never lowers the version, never moves the end forward, and writes nothing where nothing changes. */
export function prepareItemUpsert(
  database: SqliteDatabase,
): (itemKey: string, version: number, closesAt: number) => void {
  const upsert = database.prepare(`
    INSERT INTO items (item_key, version, closes_at, withdrawn) VALUES (?1, ?2, ?3, 0)
    ON CONFLICT (item_key) DO UPDATE
    SET version = max(version, excluded.version), closes_at = max(closes_at, excluded.closes_at)
    WHERE excluded.version > version OR excluded.closes_at > closes_at`)
  return (itemKey, version, closesAt) => {
    upsert.run(itemKey, version, closesAt)
  }
}

export function prepareWithdrawItem(database: SqliteDatabase): (itemKey: string, closesAt: number) => void {
  const withdraw = database.prepare(`
    INSERT INTO items (item_key, version, closes_at, withdrawn) VALUES (?1, 0, ?2, 1)
    ON CONFLICT (item_key) DO UPDATE SET withdrawn = 1, closes_at = max(closes_at, excluded.closes_at)`)
  return (itemKey, closesAt) => {
    withdraw.run(itemKey, closesAt)
  }
}
