/** Why SQLite refused, as far as it makes a difference to what is done about it. */
export type SqliteFailure =
  'busy' | 'disk-full' | 'read-only' | 'not-a-database' | 'corrupt' | 'cannot-open' | 'io-error' | 'other'

// https://sqlite.org/rescode.html; the low byte of an extended code is its primary one.
const byPrimaryCode = new Map<number, SqliteFailure>([
  [5, 'busy'],
  [6, 'busy'],
  [8, 'read-only'],
  [10, 'io-error'],
  [11, 'corrupt'],
  [13, 'disk-full'],
  [14, 'cannot-open'],
  [26, 'not-a-database'],
])

/** Reads what node:sqlite (`errcode`) and libsql (`rawCode`) say alike. */
export function classifySqliteFailure(error: unknown): SqliteFailure {
  const code = readCode(error)
  return (code === undefined ? undefined : byPrimaryCode.get(code & 0xff)) ?? 'other'
}

function readCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode
  return undefined
}
