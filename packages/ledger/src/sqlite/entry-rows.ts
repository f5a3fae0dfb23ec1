import type { EntryState, LedgerEntry } from '../ledger.js'
import type { StoredEntry } from '../rules/reservation-decision.js'
import { entryStateAt } from '../rules/entry-state.js'
import { decodeAnswer } from './answer-encoding.js'
import { IN_DOUBT, RUNNING, SETTLED } from './schema.js'
import type { SqliteRow } from './sqlite-driver.js'
import { readInteger, readText } from './sqlite-driver.js'

export function readStoredEntry(row: SqliteRow): StoredEntry {
  return {
    holder: {
      fingerprint: readText(row, 'fingerprint'),
      actorKey: readText(row, 'actor_key'),
      decision: readText(row, 'decision'),
    },
    state: readState(row),
    leaseUntil: readInteger(row, 'lease_until'),
    answer: typeof row['head'] === 'string' ? decodeAnswer(row['head'], row['body']) : undefined,
  }
}

/** `item_closes_at` is the end of the entry's item, or null where the item is no longer kept. */
export function readLedgerEntry(row: SqliteRow, now: number): LedgerEntry {
  const stored = readStoredEntry(row)
  const state = entryStateAt(stored.state, stored.leaseUntil, now)
  const itemClosesAt = typeof row['item_closes_at'] === 'number' ? row['item_closes_at'] : 0
  return {
    key: readText(row, 'key'),
    itemKey: readText(row, 'item_key'),
    version: readInteger(row, 'version'),
    state,
    label: { kind: readText(row, 'kind'), item: readText(row, 'item'), actor: readText(row, 'actor') },
    ...stored.holder,
    reservedAt: readInteger(row, 'reserved_at'),
    closesAt: Math.max(readInteger(row, 'closes_at'), itemClosesAt),
    ...(state === 'running' ? { leaseUntil: stored.leaseUntil } : {}),
    ...(row['settled_at'] === null ? {} : { settledAt: readInteger(row, 'settled_at') }),
    ...(stored.answer === undefined ? {} : { answer: stored.answer }),
  }
}

function readState(row: SqliteRow): EntryState {
  const state = readInteger(row, 'state')
  switch (state) {
    case RUNNING:
      return 'running'
    case IN_DOUBT:
      return 'in-doubt'
    case SETTLED:
      return 'settled'
    default:
      throw new Error('the column state holds no known state')
  }
}
