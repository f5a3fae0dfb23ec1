/** The only values that are ever bound: drivers disagree on booleans, big integers, dates and buffers. */
export type SqliteValue = string | number | null

export type SqliteRow = Readonly<Record<string, unknown>>

export interface SqliteStatement {
  run(...values: SqliteValue[]): {
    readonly changes: number | bigint
    readonly lastInsertRowid: number | bigint
  }
  get(...values: SqliteValue[]): unknown
  all(...values: SqliteValue[]): unknown[]
}

/** What the ledger needs of a SQLite driver, all of it synchronous: it runs in a thread of its own. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
  close(): unknown
}

/** A driver module given by its specifier exports `open`. */
export interface SqliteDriver {
  /** Opens an absolute path, creating the file where there is none. */
  open(file: string): SqliteDatabase
}

export function readRow(row: unknown): SqliteRow | undefined {
  return typeof row === 'object' && row !== null ? (row as SqliteRow) : undefined
}

/** Throws where a store was tampered with: a wrong type must not be taken for "no entry". */
export function readInteger(row: SqliteRow, column: string): number {
  const value = row[column]
  const number = typeof value === 'bigint' ? Number(value) : value
  if (!Number.isSafeInteger(number)) throw new Error(`the column ${column} holds no integer`)
  return number as number
}

export function readText(row: SqliteRow, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new Error(`the column ${column} holds no text`)
  return value
}
