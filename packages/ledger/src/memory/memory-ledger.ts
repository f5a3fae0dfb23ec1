import { randomUUID } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '@countersign/core/errors'
import type {
  AuditLine,
  ItemState,
  Ledger,
  LedgerBirth,
  LedgerEntry,
  LedgerFilter,
  RecordedAnswer,
  ReserveRequest,
  ReserveResult,
} from '../ledger.js'
import {
  checkFilter,
  checkItemState,
  checkLeaseMs,
  checkOperator,
  checkPruneLimit,
  checkReserveRequest,
  checkWithdrawal,
  copyAnswer,
} from '../rules/check-arguments.js'
import { entryStateAt } from '../rules/entry-state.js'
import { operatorAnswer } from '../rules/operator-answer.js'
import { decideReservation, provesItem } from '../rules/reservation-decision.js'
import { MemoryEntries } from './memory-entries.js'
import { MemoryItems } from './memory-items.js'

export interface MemoryLedgerOptions {
  /** The store's clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How many entries, and how many items, are kept at most. Default 10,000. */
  readonly maxEntries?: number
}

const DEFAULT_MAX_ENTRIES = 10_000

/**
 * A ledger for tests and for trying things out: one process, gone with it, and bounded.
 *
 * When it is full it first drops what `prune` would drop; if that is not enough, every new reservation is refused
 * with `ERR_LEDGER_FULL`. An entry that still counts is never evicted: that would let its action run again.
 */
export function createMemoryLedger(options: MemoryLedgerOptions = {}): Ledger {
  const maxEntries = options.maxEntries ?? DEFAULT_MAX_ENTRIES
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
    throw new CountersignTypeError('ERR_LEDGER_ARGUMENT', 'maxEntries must be a whole number of at least 1')
  }
  return new MemoryLedger(options.now ?? Date.now, maxEntries)
}

// Every method runs to its end in one turn of the event loop, which is what makes it atomic here; being `async`
// only turns a throw into a rejection.

class MemoryLedger implements Ledger {
  readonly #now: () => number
  readonly #maxEntries: number
  readonly #entries = new MemoryEntries()
  readonly #items = new MemoryItems()
  readonly #audit: AuditLine[] = []
  readonly #bornAt: number
  #adopted = false
  #prunedUntil = 0
  #closed = false

  constructor(now: () => number, maxEntries: number) {
    this.#now = now
    this.#maxEntries = maxEntries
    this.#bornAt = now()
  }

  async reserve(request: ReserveRequest): Promise<ReserveResult> {
    const now = this.#open()
    const wanted = checkReserveRequest(request)
    const entry = this.#entries.get(wanted.key)
    const decision = decideReservation(
      wanted,
      {
        entry,
        item: this.#items.get(wanted.itemKey),
        bornAt: this.#bornAt,
        adopted: this.#adopted,
        prunedUntil: this.#prunedUntil,
      },
      now,
    )
    if (decision.act === 'refuse') {
      if (entry && decision.result.state === 'in-doubt') entry.state = 'in-doubt'
      if (provesItem(decision.result)) this.#items.open(wanted)
      return decision.result
    }
    if (decision.act === 'reserve') this.#makeRoomIn(this.#entries, now)
    if (!this.#items.get(wanted.itemKey)) this.#makeRoomIn(this.#items, now)
    this.#items.open(wanted)
    const reservationId = randomUUID()
    this.#entries.put(wanted, reservationId, now)
    return { state: 'reserved', reservationId }
  }

  async settle(reservationId: string, answer: RecordedAnswer): Promise<boolean> {
    const now = this.#open()
    const recorded = copyAnswer(answer)
    return this.#entries.settle(reservationId, recorded, now)
  }

  async release(reservationId: string): Promise<boolean> {
    this.#open()
    return this.#entries.release(reservationId)
  }

  async renew(reservationId: string, leaseMs: number): Promise<boolean> {
    const now = this.#open()
    return this.#entries.renew(reservationId, now, checkLeaseMs(leaseMs))
  }

  async doubt(reservationId: string): Promise<boolean> {
    this.#open()
    return this.#entries.doubt(reservationId)
  }

  async find(key: string): Promise<LedgerEntry | undefined> {
    const now = this.#open()
    const entry = this.#entries.get(key)
    return entry && this.#entries.show(entry, this.#items.closesAt(entry), now, true)
  }

  async openItem(item: ItemState): Promise<void> {
    const now = this.#open()
    const wanted = checkItemState(item)
    if (!this.#items.get(wanted.itemKey)) this.#makeRoomIn(this.#items, now)
    this.#items.open(wanted)
  }

  async withdrawItem(itemKey: string, closesAt: number): Promise<void> {
    const now = this.#open()
    const until = checkWithdrawal(itemKey, closesAt)
    if (!this.#items.get(itemKey)) this.#makeRoomIn(this.#items, now)
    this.#items.withdraw(itemKey, until)
  }

  async list(filter: LedgerFilter = {}): Promise<readonly LedgerEntry[]> {
    const now = this.#open()
    const { state, kind, item, limit } = checkFilter(filter)
    const found: LedgerEntry[] = []
    for (const entry of this.#entries.newestFirst()) {
      if (state !== undefined && entryStateAt(entry.state, entry.leaseUntil, now) !== state) continue
      if (kind !== undefined && entry.label.kind !== kind) continue
      if (item !== undefined && entry.label.item !== item) continue
      found.push(this.#entries.show(entry, this.#items.closesAt(entry), now, false))
      if (found.length === limit) break
    }
    return found
  }

  async resolve(key: string, outcome: 'done' | 'not-done', audit: { readonly by: string }): Promise<boolean> {
    const now = this.#open()
    const by = checkOperator(audit)
    const entry = this.#entries.get(key)
    if (!entry || entryStateAt(entry.state, entry.leaseUntil, now) !== 'in-doubt') return false
    this.#record({ at: now, by, what: 'resolve', key, outcome })
    if (outcome === 'done') this.#entries.settleEntry(entry, operatorAnswer, now)
    else this.#entries.drop(entry)
    return true
  }

  async auditTrail(): Promise<readonly AuditLine[]> {
    this.#open()
    return [...this.#audit]
  }

  async adopt(audit: { readonly by: string }): Promise<void> {
    const now = this.#open()
    this.#record({ at: now, by: checkOperator(audit), what: 'adopt' })
    this.#adopted = true
  }

  async prune(options: { readonly limit?: number } = {}): Promise<number> {
    return this.#prune(this.#open(), checkPruneLimit(options.limit))
  }

  async birth(): Promise<LedgerBirth> {
    this.#open()
    return { bornAt: this.#bornAt, adopted: this.#adopted }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #open(): number {
    if (this.#closed) throw new CountersignError('ERR_LEDGER_CLOSED')
    return Math.floor(this.#now())
  }

  #prune(now: number, limit: number): number {
    const dropped = this.#entries.prune(now, limit, (entry) => this.#items.closesAt(entry))
    const forgotten = this.#items.prune(now)
    if (dropped + forgotten > 0) this.#prunedUntil = Math.max(this.#prunedUntil, now)
    return dropped
  }

  #makeRoomIn(table: { readonly size: number }, now: number): void {
    if (table.size < this.#maxEntries) return
    this.#prune(now, Number.MAX_SAFE_INTEGER)
    if (table.size >= this.#maxEntries) {
      throw new CountersignError('ERR_LEDGER_FULL', undefined, { details: { maxEntries: this.#maxEntries } })
    }
  }

  #record(line: AuditLine): void {
    if (this.#audit.length >= this.#maxEntries) throw new CountersignError('ERR_LEDGER_FULL')
    this.#audit.push(Object.freeze(line))
  }
}
