import type { EntryState } from '../ledger.js'

/** A running entry whose lease has run out is in doubt, whether or not anybody has written that down yet. */
export function entryStateAt(stored: EntryState, leaseUntil: number, now: number): EntryState {
  return stored === 'running' && leaseUntil <= now ? 'in-doubt' : stored
}
