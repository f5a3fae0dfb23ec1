import type { EntryHolder, EntryState, RecordedAnswer, ReserveRequest, ReserveResult } from '../ledger.js'
import { entryStateAt } from './entry-state.js'

/** What stands in the store when a reservation is judged. */
export interface LedgerFacts {
  readonly entry?: StoredEntry | undefined
  readonly item?: StoredItem | undefined
  readonly bornAt: number
  readonly adopted: boolean
  /** Up to which closing time entries have been dropped. */
  readonly prunedUntil: number
}

export interface StoredEntry {
  readonly holder: EntryHolder
  readonly state: EntryState
  readonly leaseUntil: number
  readonly answer?: RecordedAnswer | undefined
}

export interface StoredItem {
  readonly version: number
  readonly withdrawn: boolean
}

export type ReservationDecision =
  | { readonly act: 'reserve' }
  /** An entry in doubt goes to the caller. */
  | { readonly act: 'take-over' }
  | { readonly act: 'refuse'; readonly result: ReserveResult }

/**
 * The one place where the order of the answers is decided.
 *
 * An entry that exists is named before `withdrawn`, `superseded` and `too-old`: who repeats an action that was
 * settled shall get its answer even though the handler has sent the next version meanwhile. Nothing runs in
 * either case. A take-over does run, so it passes the same checks as a new reservation.
 */
export function decideReservation(
  request: ReserveRequest,
  facts: LedgerFacts,
  now: number,
): ReservationDecision {
  if (isClosed(request.closesAt, facts.prunedUntil, now)) return refuse({ state: 'closed' })
  const { entry, item } = facts
  let act: 'reserve' | 'take-over' = 'reserve'
  if (entry) {
    const state = entryStateAt(entry.state, entry.leaseUntil, now)
    if (state === 'settled') {
      return refuse({ state, holder: entry.holder, answer: entry.answer ?? lostAnswer })
    }
    // Only who asked for exactly this may run it again: a doubt about one decision is no leave for another.
    const isSame = entry.holder.fingerprint === request.fingerprint
    if (state === 'running' || request.takeOver !== true || !isSame)
      return refuse({ state, holder: entry.holder })
    act = 'take-over'
  }
  if (item?.withdrawn === true) return refuse({ state: 'withdrawn' })
  if (item && item.version > request.version) {
    return refuse({ state: 'superseded', currentVersion: item.version })
  }
  if (request.issuedAt < facts.bornAt && !facts.adopted) return refuse({ state: 'too-old' })
  return { act }
}

/**
 * The clock may be set back after entries were dropped; what was dropped must stay closed all the same, because
 * nobody remembers any more whether it ran.
 */
export function isClosed(closesAt: number, prunedUntil: number, now: number): boolean {
  return closesAt <= Math.max(now, prunedUntil)
}

/** Does this result prove that a token of the item exists, so that the item must be remembered as long as it lives? */
export function provesItem(result: ReserveResult): boolean {
  return result.state !== 'closed' && result.state !== 'too-old'
}

/** Only a store that was tampered with has a settled entry without its answer; it still must not run again. */
const lostAnswer: RecordedAnswer = Object.freeze({ status: 200, headers: Object.freeze([]), body: '' })

function refuse(result: ReserveResult): ReservationDecision {
  return { act: 'refuse', result }
}
