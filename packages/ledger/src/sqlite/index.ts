export { createSqliteLedger } from './sqlite-ledger.js'
export type { SqliteLedgerOptions } from './sqlite-ledger.js'
export type { SqliteDatabase, SqliteDriver, SqliteStatement, SqliteValue } from './sqlite-driver.js'
