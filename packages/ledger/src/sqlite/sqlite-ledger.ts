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
  checkAnswer,
  checkFilter,
  checkItemState,
  checkLeaseMs,
  checkOperator,
  checkPruneLimit,
  checkReserveRequest,
  checkWithdrawal,
} from '../rules/check-arguments.js'
import { encodeAnswer } from './answer-encoding.js'
import type { Operation, OperationName, OperationResults } from './operations.js'
import { formatReservationId, parseReservationId } from './reservation-id.js'
import type { WriterLease } from './writer-registry.js'
import { leaseWriter } from './writer-registry.js'

export interface SqliteLedgerOptions {
  /** Path of the database file. Made, with mode 600, if it is not there; its folder must be. */
  readonly file: string
  /**
   * `node:sqlite`, `libsql`, or the specifier of a module that exports `open(file)` (see `SqliteDriver`; a file by
   * its URL). Default: node:sqlite where this Node has it and its SQLite is sound, else libsql.
   */
  readonly driver?: 'node:sqlite' | 'libsql' | (string & {})
  /**
   * Path of the witness, a small file by which the ledger notices that an older copy of it was put back: tokens of before are then
   * refused until it is adopted. Default: FILE-witness. Put back together with the ledger while no process has it
   * open, it notices nothing; so let it lie where no backup of the ledger reaches, e.g. on another volume. A ledger
   * that gets a new witness counts as put back.
   */
  readonly witness?: string
  /** The store's clock, for tests: milliseconds since the epoch. Default: the clock of this machine. */
  readonly now?: () => number
}

/**
 * A ledger in a SQLite file, which any number of processes on one machine may share (never over a network share).
 *
 * Every promise resolves after the commit that holds the change, with `synchronous=FULL`. All work is done in one
 * thread per process and file. A witness, FILE-witness, lets the ledger notice that an older copy was put back.
 *
 * Rejects with `ERR_LEDGER_FILE`, `ERR_LEDGER_SCHEMA` or `ERR_LEDGER_DRIVER` for what the operator has to put right,
 * and with `ERR_LEDGER_UNAVAILABLE` (its `cause` says why) for what may pass.
 */
export async function createSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  const { file, driver, witness, now } = { ...options }
  checkPath('file', file)
  if (witness !== undefined) checkPath('witness', witness)
  const clock = now ? () => Math.floor(now()) : () => 0
  return new SqliteLedger(await leaseWriter({ file, driver, witness, at: clock() }), clock)
}

function checkPath(name: string, path: string): void {
  if (typeof path !== 'string' || path === '' || path === ':memory:' || path.includes('\0')) {
    throw new CountersignTypeError('ERR_LEDGER_ARGUMENT', `${name} must be the path of a file`)
  }
}

class SqliteLedger implements Ledger {
  readonly #lease: WriterLease
  /** 0 lets the writer thread read its own clock, once it holds the lock. */
  readonly #at: () => number
  #closing: Promise<void> | undefined

  constructor(lease: WriterLease, at: () => number) {
    this.#lease = lease
    this.#at = at
  }

  async reserve(request: ReserveRequest): Promise<ReserveResult> {
    const wanted = checkReserveRequest(request)
    const holder = randomUUID()
    const result = await this.#call([
      'reserve',
      wanted.key,
      holder,
      wanted.fingerprint,
      wanted.itemKey,
      wanted.version,
      wanted.actorKey,
      wanted.decision,
      wanted.issuedAt,
      wanted.closesAt,
      wanted.leaseMs,
      wanted.takeOver === true ? 1 : 0,
      wanted.label.kind,
      wanted.label.item,
      wanted.label.actor,
    ])
    return typeof result === 'number'
      ? { state: 'reserved', reservationId: formatReservationId(result, holder) }
      : result
  }

  async settle(reservationId: string, answer: RecordedAnswer): Promise<boolean> {
    checkAnswer(answer)
    const { head, body } = encodeAnswer(answer)
    return await this.#change(reservationId, (id, holder) => ['settle', id, holder, head, body])
  }

  async release(reservationId: string): Promise<boolean> {
    return await this.#change(reservationId, (id, holder) => ['release', id, holder])
  }

  async renew(reservationId: string, leaseMs: number): Promise<boolean> {
    const lease = checkLeaseMs(leaseMs)
    return await this.#change(reservationId, (id, holder) => ['renew', id, holder, lease])
  }

  async doubt(reservationId: string): Promise<boolean> {
    return await this.#change(reservationId, (id, holder) => ['doubt', id, holder])
  }

  async find(key: string): Promise<LedgerEntry | undefined> {
    return this.#call(['find', key])
  }

  async openItem(item: ItemState): Promise<void> {
    const { itemKey, version, closesAt } = checkItemState(item)
    await this.#call(['open-item', itemKey, version, closesAt])
  }

  async withdrawItem(itemKey: string, closesAt: number): Promise<void> {
    await this.#call(['withdraw-item', itemKey, checkWithdrawal(itemKey, closesAt)])
  }

  async list(filter: LedgerFilter = {}): Promise<readonly LedgerEntry[]> {
    const { state, kind, item, limit } = checkFilter(filter)
    return this.#call(['list', state ?? null, kind ?? null, item ?? null, limit])
  }

  async resolve(key: string, outcome: 'done' | 'not-done', audit: { readonly by: string }): Promise<boolean> {
    return this.#call(['resolve', key, outcome, checkOperator(audit)])
  }

  async auditTrail(): Promise<readonly AuditLine[]> {
    return this.#call(['audit-trail'])
  }

  async adopt(audit: { readonly by: string }): Promise<void> {
    await this.#call(['adopt', checkOperator(audit)])
  }

  async prune(options: { readonly limit?: number } = {}): Promise<number> {
    const limit = checkPruneLimit(options.limit)
    let dropped = 0
    for (;;) {
      const step = await this.#call(['prune', limit - dropped])
      dropped += step.dropped
      if (!step.more || dropped >= limit) return dropped
    }
  }

  async birth(): Promise<LedgerBirth> {
    return this.#call(['birth'])
  }

  close(): Promise<void> {
    this.#closing ??= this.#lease.release()
    return this.#closing
  }

  #change(
    reservationId: string,
    make: (
      id: number,
      holder: string,
    ) => Extract<Operation, readonly ['settle' | 'release' | 'renew' | 'doubt', ...unknown[]]>,
  ): boolean | Promise<boolean> {
    if (this.#closing) throw new CountersignError('ERR_LEDGER_CLOSED')
    const parts = parseReservationId(reservationId)
    return parts === undefined ? false : this.#call(make(parts.id, parts.holder))
  }

  #call<O extends Operation>(operation: O): Promise<OperationResults[O[0] & OperationName]> {
    if (this.#closing) return Promise.reject(new CountersignError('ERR_LEDGER_CLOSED'))
    return this.#lease.client.call(operation, this.#at())
  }
}
