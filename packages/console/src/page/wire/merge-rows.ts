import type { WireRow } from './wire-row.js'

/** Where fifty requests made the same check with the same verdict, one row says so, with the longest time. */
export function mergeRows(rows: readonly WireRow[]): WireRow[] {
  const merged = new Map<string, WireRow>()
  for (const row of rows) {
    const likeness = JSON.stringify([row.verdict, row.what, row.code, row.value])
    const first = merged.get(likeness)
    if (first === undefined) merged.set(likeness, row)
    else {
      const ms = Math.max(first.ms ?? 0, row.ms ?? 0)
      merged.set(likeness, { ...first, count: (first.count ?? 1) + 1, ...(ms > 0 ? { ms } : {}) })
    }
  }
  return [...merged.values()]
}
