type Version = readonly [major: number, minor: number, patch: number]

const repairedSince: Version = [3, 51, 3]
const repairedBackports: readonly Version[] = [
  [3, 44, 6],
  [3, 50, 7],
]

/**
 * False for the versions in which several processes that share a file in WAL mode can lose committed rows
 * (tursodatabase/libsql#2271, https://sqlite.org/wal.html#walresetbug); they get a rollback journal instead.
 */
export function isWalSound(sqliteVersion: string): boolean {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(sqliteVersion)
  if (!parts) return false
  const version: Version = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return (
    compare(version, repairedSince) >= 0 || repairedBackports.some((fixed) => compare(version, fixed) === 0)
  )
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
