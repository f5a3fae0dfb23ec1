import type {
  EntryHolder,
  EntryLabel,
  EntryState,
  LedgerEntry,
  RecordedAnswer,
  ReserveRequest,
} from '../ledger.js'
import { entryStateAt } from '../rules/entry-state.js'

export interface MemoryEntry {
  readonly key: string
  readonly itemKey: string
  readonly version: number
  readonly closesAt: number
  readonly label: EntryLabel
  readonly holder: EntryHolder
  readonly reservedAt: number
  /** Absent once nobody holds the entry any more. */
  reservationId: string | undefined
  state: EntryState
  leaseUntil: number
  settledAt?: number
  answer?: RecordedAnswer
}

/** The entries of a memory ledger, by key and by the reservation that holds them. */
export class MemoryEntries {
  readonly #byKey = new Map<string, MemoryEntry>()
  readonly #byReservation = new Map<string, MemoryEntry>()

  get size(): number {
    return this.#byKey.size
  }

  get(key: string): MemoryEntry | undefined {
    return this.#byKey.get(key)
  }

  newestFirst(): MemoryEntry[] {
    return [...this.#byKey.values()].reverse()
  }

  put(request: ReserveRequest, reservationId: string, now: number): void {
    const { key, itemKey, version, closesAt, label, fingerprint, actorKey, decision } = request
    const before = this.#byKey.get(key)
    if (before) this.drop(before)
    const entry: MemoryEntry = {
      key,
      itemKey,
      version,
      closesAt,
      label: Object.freeze({ kind: label.kind, item: label.item, actor: label.actor }),
      holder: Object.freeze({ fingerprint, actorKey, decision }),
      reservedAt: now,
      reservationId,
      state: 'running',
      leaseUntil: now + request.leaseMs,
    }
    this.#byKey.set(key, entry)
    this.#byReservation.set(reservationId, entry)
  }

  drop(entry: MemoryEntry): void {
    this.#byKey.delete(entry.key)
    this.#letGo(entry)
  }

  settle(reservationId: string, answer: RecordedAnswer, now: number): boolean {
    const entry = this.#byReservation.get(reservationId)
    if (!entry) return false
    this.settleEntry(entry, answer, now)
    return true
  }

  settleEntry(entry: MemoryEntry, answer: RecordedAnswer, now: number): void {
    entry.state = 'settled'
    entry.settledAt = now
    entry.answer = answer
    this.#letGo(entry)
  }

  release(reservationId: string): boolean {
    const entry = this.#byReservation.get(reservationId)
    if (!entry) return false
    this.drop(entry)
    return true
  }

  renew(reservationId: string, now: number, leaseMs: number): boolean {
    const entry = this.#byReservation.get(reservationId)
    if (!entry || entryStateAt(entry.state, entry.leaseUntil, now) !== 'running') return false
    entry.leaseUntil = now + leaseMs
    return true
  }

  doubt(reservationId: string): boolean {
    const entry = this.#byReservation.get(reservationId)
    if (!entry) return false
    entry.state = 'in-doubt'
    this.#letGo(entry)
    return true
  }

  prune(now: number, limit: number, closesAt: (entry: MemoryEntry) => number): number {
    let dropped = 0
    for (const entry of this.#byKey.values()) {
      if (dropped === limit) break
      if (entry.state !== 'settled' || closesAt(entry) > now) continue
      this.drop(entry)
      dropped++
    }
    return dropped
  }

  show(entry: MemoryEntry, closesAt: number, now: number, withAnswer: boolean): LedgerEntry {
    const state = entryStateAt(entry.state, entry.leaseUntil, now)
    return {
      key: entry.key,
      itemKey: entry.itemKey,
      version: entry.version,
      state,
      label: entry.label,
      ...entry.holder,
      reservedAt: entry.reservedAt,
      closesAt,
      ...(state === 'running' ? { leaseUntil: entry.leaseUntil } : {}),
      ...(entry.settledAt === undefined ? {} : { settledAt: entry.settledAt }),
      ...(withAnswer && entry.answer ? { answer: entry.answer } : {}),
    }
  }

  #letGo(entry: MemoryEntry): void {
    if (entry.reservationId === undefined) return
    this.#byReservation.delete(entry.reservationId)
    entry.reservationId = undefined
  }
}
