import { loadDriver } from '../../src/sqlite/load-driver.js'
import { readRow, readText } from '../../src/sqlite/sqlite-driver.js'

export interface StoredKeys {
  readonly key: string
  readonly itemKey: string
}

export interface ReadOrder {
  /** A ledger that nobody has open. */
  readonly file: string
  readonly driver: string
  /** As in the label. */
  readonly item: string
}

/** All entries of a label's item, oldest first: `list` gives no more than the newest of them. */
export async function readEntries({ file, driver, item }: ReadOrder): Promise<StoredKeys[]> {
  const database = (await loadDriver(driver)).open(file)
  try {
    const rows = database
      .prepare('SELECT key, item_key FROM reservations WHERE item = ? ORDER BY id')
      .all(item)
    return rows.map((row) => {
      const found = readRow(row) ?? {}
      return { key: readText(found, 'key'), itemKey: readText(found, 'item_key') }
    })
  } finally {
    database.close()
  }
}
