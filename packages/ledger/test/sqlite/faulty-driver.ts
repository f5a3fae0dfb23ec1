/**
 * A driver that wraps a real one and fails on demand. It runs in the writer thread, so faults are ordered through
 * a file that lies beside the ledger: each line is `METHOD-OR-SQL-PREFIX code`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { importNodeSqlite } from '../../src/sqlite/import-node-sqlite.js'
import type { SqliteDatabase, SqliteStatement } from '../../src/sqlite/index.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'

const real = await loadDriver((await importNodeSqlite()) ? 'node:sqlite' : 'libsql')

export const faultyDriver = new URL(import.meta.url).href

/** SQLite's result codes that the tests ask for. */
export const SQLITE_FULL = 13
export const SQLITE_IOERR_FSYNC = 1034
export const SQLITE_READONLY = 8

export function open(file: string): SqliteDatabase {
  const database = real.open(file)
  const orders = `${file}.faults`
  const failIfOrdered = (sql: string): void => {
    if (!existsSync(orders)) return
    for (const line of readFileSync(orders, 'utf8').split('\n')) {
      const [prefix, code] = line.split('=')
      if (prefix === undefined || prefix === '' || !sql.trimStart().startsWith(prefix)) continue
      if (prefix === 'CRASH') process.exit(7)
      throw Object.assign(new Error('made to fail'), { errcode: Number(code) })
    }
  }
  const wrap = (sql: string, statement: SqliteStatement): SqliteStatement => ({
    run: (...values) => {
      if (sql === 'BEGIN IMMEDIATE') failIfOrdered('CRASH')
      failIfOrdered(sql)
      return statement.run(...values)
    },
    get: (...values) => {
      failIfOrdered(sql)
      return statement.get(...values)
    },
    all: (...values) => statement.all(...values),
  })
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => wrap(sql, database.prepare(sql)),
    close: () => database.close(),
  }
}
