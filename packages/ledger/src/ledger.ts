/**
 * The durable record that makes an action run once.
 *
 * What every ledger must hold (the contract suite checks it):
 * - `reserve` is one atomic step: of any number of concurrent calls with one key, on any number of nodes,
 *   exactly one gets `reserved`.
 * - `settle`, `release`, `renew` and `doubt` change an entry only while the reservation id still holds it.
 * - A promise resolves only after the change is durable; when a commit fails, every caller in it is refused
 *   with `ERR_LEDGER_UNAVAILABLE` and nothing counts as reserved.
 * - Lease times come from the store's clock. A reservation whose lease has run out is *in doubt*: it is never
 *   released by itself and never reserved again unless `takeOver` is set. Once anybody was told so it stays in doubt,
 *   even if the clock is set back. Its holder can no longer renew it, but may still settle or release it until it is
 *   taken over or resolved: what it says is true, and ends the doubt.
 * - An entry lives until `closesAt` of its item has passed, which is the latest that `openItem`, `withdrawItem` or a
 *   token has named; running and in-doubt entries are never pruned. What was pruned stays `closed`, even if the clock
 *   is set back.
 * - A ledger remembers its birth: a token issued before it gets `too-old` until `adopt` is called, so that an
 *   empty or restored store does not mean "never happened".
 * - Of several things that speak against a reservation, `reserve` names the first of: `closed`; `settled`; `running`;
 *   `in-doubt` (unless it may be taken over); `withdrawn`; `superseded`; `too-old`.
 *
 * Unusable arguments are refused with `ERR_LEDGER_ARGUMENT`, calls after `close` with `ERR_LEDGER_CLOSED`, and what a
 * bounded store has no room for with `ERR_LEDGER_FULL`.
 *
 * All times are milliseconds since the epoch.
 */
export interface Ledger {
  reserve(request: ReserveRequest): Promise<ReserveResult>
  /** Records the outcome. False when the reservation no longer holds the entry (the outcome is then not recorded). */
  settle(reservationId: string, answer: RecordedAnswer): Promise<boolean>
  /** Forgets the reservation: nothing happened. False when the reservation no longer holds the entry. */
  release(reservationId: string): Promise<boolean>
  /** Extends the lease to `leaseMs` from now by the store's clock. False when the reservation is lost. */
  renew(reservationId: string, leaseMs: number): Promise<boolean>
  /**
   * Ends the lease at once: nobody knows whether the action happened. The caller gives the reservation up with it.
   * False when the reservation is lost.
   */
  doubt(reservationId: string): Promise<boolean>

  /** What stands in the ledger under a key, without changing it. */
  find(key: string): Promise<LedgerEntry | undefined>
  /** Makes `version` the item's current one (never lowers it) and `closesAt` its latest end (never earlier). */
  openItem(item: ItemState): Promise<void>
  /** No card of this item can be acted on any more, whatever its version. */
  withdrawItem(itemKey: string, closesAt: number): Promise<void>

  /** For operators: entries, newest first, without their answers (`find` has them). */
  list(filter?: LedgerFilter): Promise<readonly LedgerEntry[]>
  /** Ends a doubt. `done` settles with a plain answer, `not-done` forgets the entry. False if it is not in doubt. */
  resolve(key: string, outcome: 'done' | 'not-done', audit: { readonly by: string }): Promise<boolean>
  auditTrail(): Promise<readonly AuditLine[]>
  /** Accept tokens issued before this ledger's birth from now on. */
  adopt(audit: { readonly by: string }): Promise<void>
  /** Drops settled entries of items that have closed; returns how many. At most `limit` (default 10,000) in one step. */
  prune(options?: { readonly limit?: number }): Promise<number>
  birth(): Promise<LedgerBirth>
  close(): Promise<void>
}

export interface ReserveRequest {
  /** Hash that names what may happen once (43 characters, base64url SHA-256). */
  readonly key: string
  /** Hash over actor, decision and body: who asked for exactly what. */
  readonly fingerprint: string
  /** Hash that names the item over all its versions. */
  readonly itemKey: string
  /** The item's version that the actor saw: a non-negative safe integer. */
  readonly version: number
  /** Hash that names the actor. */
  readonly actorKey: string
  readonly decision: string
  /** When the limited-purpose token was sealed. */
  readonly issuedAt: number
  /** When the item closes; no token of it lives longer. */
  readonly closesAt: number
  readonly leaseMs: number
  /** Reserve again what is in doubt (only for kinds declared `idempotent`). Default false. */
  readonly takeOver?: boolean
  /** For operators only; never decides anything. */
  readonly label: EntryLabel
}

export interface EntryLabel {
  readonly kind: string
  readonly item: string
  /** Shown in `ledger list`, e.g. an address. */
  readonly actor: string
}

export type ReserveResult =
  | { readonly state: 'reserved'; readonly reservationId: string }
  | { readonly state: 'running'; readonly holder: EntryHolder }
  | { readonly state: 'in-doubt'; readonly holder: EntryHolder }
  | { readonly state: 'settled'; readonly holder: EntryHolder; readonly answer: RecordedAnswer }
  /** The item has a newer version than the one the actor saw. */
  | { readonly state: 'superseded'; readonly currentVersion: number }
  | { readonly state: 'withdrawn' }
  /** Issued before the ledger's birth; see `adopt`. */
  | { readonly state: 'too-old' }
  /** `closesAt` has passed by the store's clock. */
  | { readonly state: 'closed' }

/** Who holds an entry, as hashes. */
export interface EntryHolder {
  readonly fingerprint: string
  readonly actorKey: string
  readonly decision: string
}

/** An HTTP answer as it was given, to be given again. */
export interface RecordedAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

export interface ItemState {
  readonly itemKey: string
  readonly version: number
  readonly closesAt: number
}

export type EntryState = 'running' | 'in-doubt' | 'settled'

export interface LedgerEntry extends EntryHolder {
  readonly key: string
  readonly itemKey: string
  readonly version: number
  readonly state: EntryState
  readonly label: EntryLabel
  readonly reservedAt: number
  /** The lease's end while running. */
  readonly leaseUntil?: number
  readonly settledAt?: number
  readonly closesAt: number
  readonly answer?: RecordedAnswer
}

export interface LedgerFilter {
  readonly state?: EntryState
  readonly kind?: string
  readonly item?: string
  /** Default 100, at most 10,000. */
  readonly limit?: number
}

export interface AuditLine {
  readonly at: number
  readonly by: string
  readonly what: 'resolve' | 'adopt'
  readonly key?: string
  readonly outcome?: 'done' | 'not-done'
}

export interface LedgerBirth {
  readonly bornAt: number
  readonly adopted: boolean
}
