import type { LedgerEntry } from '@countersign/ledger'

const KEY_SHOWN = 12

/** One line of `ledger list`. */
export function describeEntry(entry: LedgerEntry): string {
  const { label } = entry
  return [
    entry.key.slice(0, KEY_SHOWN),
    entry.state.padEnd(8),
    isoTime(entry.reservedAt),
    `${label.kind}/${label.item}`,
    `version ${entry.version}`,
    entry.decision,
    `by ${label.actor}`,
  ].join('  ')
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
