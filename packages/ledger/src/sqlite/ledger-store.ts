import type { GroupContext } from './group-context.js'
import { prepareItemUpsert, prepareWithdrawItem } from './item-operations.js'
import { isSameFile, readFileIdentity } from './ledger-file.js'
import type { OpenedDatabase } from './open-database.js'
import { closeQuietly } from './open-database.js'
import type { OperationResult, ReadOperation, WriteOperation } from './operations.js'
import { prepareOperator } from './operator-operations.js'
import { prepareOutcomes } from './outcome-operations.js'
import { preparePrune } from './prune-operation.js'
import { prepareReads } from './read-operations.js'
import { prepareReserve } from './reserve-operation.js'
import { readInteger, readRow } from './sqlite-driver.js'

/** One connection with its prepared statements. It decides nothing about waiting, grouping or failing. */
export class LedgerStore {
  readonly #file: string
  readonly #opened: OpenedDatabase
  readonly #reached: Float64Array
  readonly #begin
  readonly #commit
  readonly #rollback
  readonly #tick
  readonly #journal
  readonly #reserve
  readonly #outcomes
  readonly #upsertItem
  readonly #withdrawItem
  readonly #operator
  readonly #prune
  readonly #reads
  #sequence = 0
  #committedSequence = 0

  constructor(file: string, opened: OpenedDatabase, reached: Float64Array) {
    const { database } = opened
    this.#file = file
    this.#reached = reached
    this.#opened = opened
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
    this.#rollback = database.prepare('ROLLBACK')
    this.#tick = database.prepare(
      'UPDATE meta SET sequence = sequence + 1 RETURNING sequence, born_at, adopted, pruned_until',
    )
    this.#journal = database.prepare('PRAGMA journal_mode')
    this.#reserve = prepareReserve(database)
    this.#outcomes = prepareOutcomes(database)
    this.#upsertItem = prepareItemUpsert(database)
    this.#withdrawItem = prepareWithdrawItem(database)
    this.#operator = prepareOperator(database)
    this.#prune = preparePrune(database)
    this.#reads = prepareReads(database)
  }

  begin(): void {
    this.#begin.run()
  }

  /**
   * What the group is judged by. Throws where the file under the connection is no longer the one that was opened:
   * another process would then be writing to another file, and both would reserve the same key.
   */
  enterGroup(): GroupContext {
    const identity = readFileIdentity(this.#file)
    if (!identity || !isSameFile(identity, this.#opened.identity)) {
      throw new StaleFileError('the ledger file was removed or replaced while it was open')
    }
    if (readRow(this.#journal.get())?.['journal_mode'] !== this.#opened.journal) {
      throw new StaleFileError('another process has changed the journal mode of the ledger file')
    }
    const row = readRow(this.#tick.get()) ?? {}
    this.#sequence = readInteger(row, 'sequence')
    if (this.#sequence <= this.#committedSequence) {
      throw new StaleFileError('the ledger file was put back to an older state while it was open')
    }
    return {
      now: 0,
      bornAt: readInteger(row, 'born_at'),
      adopted: readInteger(row, 'adopted') === 1,
      prunedUntil: readInteger(row, 'pruned_until'),
    }
  }

  /** True when another process has committed since this one last did. */
  get isShared(): boolean {
    return this.#committedSequence > 0 && this.#sequence > this.#committedSequence + 1
  }

  commit(): void {
    this.#commit.run()
  }

  /** After the commit has returned. */
  witnessCommit(): void {
    this.#committedSequence = this.#sequence
    this.#reached[0] = this.#sequence
    this.#opened.witness.write(this.#sequence)
  }

  rollBack(): void {
    this.#rollback.run()
  }

  write(operation: WriteOperation, context: GroupContext): OperationResult {
    switch (operation[0]) {
      case 'reserve':
        return this.#reserve(operation, context)
      case 'settle':
        return this.#outcomes.settle(operation, context)
      case 'release':
        return this.#outcomes.release(operation[1], operation[2])
      case 'renew':
        return this.#outcomes.renew(operation[1], operation[2], operation[3], context.now)
      case 'doubt':
        return this.#outcomes.doubt(operation[1], operation[2])
      case 'open-item':
        this.#upsertItem(operation[1], operation[2], operation[3])
        return undefined
      case 'withdraw-item':
        this.#withdrawItem(operation[1], operation[2])
        return undefined
      case 'resolve':
        return this.#operator.resolve(operation[1], operation[2], operation[3], context.now)
      case 'adopt':
        this.#operator.adopt(operation[1], context)
        return undefined
      case 'prune':
        return this.#prune(operation[1], context)
    }
  }

  read(operation: ReadOperation, now: number): OperationResult {
    switch (operation[0]) {
      case 'find':
        return this.#reads.find(operation[1], now)
      case 'list':
        return this.#reads.list(operation, now)
      case 'audit-trail':
        return this.#reads.auditTrail()
      case 'birth':
        return this.#reads.birth()
    }
  }

  close(): void {
    this.#opened.witness.close()
    closeQuietly(this.#opened.database)
  }
}

/** The connection has to be given up: its file is not the ledger any more. */
export class StaleFileError extends Error {
  override readonly name = 'StaleFileError'
}
