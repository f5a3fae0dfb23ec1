import { setTimeout as delay } from 'node:timers/promises'
import type { LedgerStore } from './ledger-store.js'
import { StaleFileError } from './ledger-store.js'
import type { Call, OperationResult, ReadOperation, WriteOperation } from './operations.js'
import { isRead } from './operations.js'
import { classifySqliteFailure } from './sqlite-failure.js'

/** How calls are answered. */
export interface GroupWriterPort {
  succeed(callIds: readonly number[], results: readonly OperationResult[]): void
  fail(callIds: readonly number[], error: unknown): void
  /** Calls that came in while the thread was busy. */
  pull(): readonly Call[]
  /** Where the rest of a burst is on its way, waits for its next part, for a moment; else nothing. */
  pullRest(): readonly Call[]
  /** The connection cannot be trusted any more. */
  giveUp(error: unknown): void
}

/** Most calls in one transaction. */
const MAX_GROUP = 1_024
/** How long a call waits for another process, in milliseconds; less than the budget of an action. */
const BUSY_LIMIT_MS = 3_000
/** How long this process lets others in between two of its groups after it has met them. */
const POLITE_FOR_MS = 1_000

/**
 * Group commit: whatever came in while the last transaction was being made durable goes into the next one. Reads
 * are answered between two transactions and while waiting for another process, never from inside one.
 */
export class GroupWriter {
  readonly #store: LedgerStore
  readonly #port: GroupWriterPort
  #reads: Call<ReadOperation>[] = []
  #writes: Call<WriteOperation>[] = []
  #isRunning = false
  #isOver = false
  #politeUntil = 0

  constructor(store: LedgerStore, port: GroupWriterPort) {
    this.#store = store
    this.#port = port
  }

  add(calls: readonly Call[]): void {
    for (const call of calls) {
      if (isRead(call)) this.#reads.push(call)
      else this.#writes.push(call as Call<WriteOperation>)
    }
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** Works until nothing is left to do. */
  async run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      while (!this.#isOver) {
        this.add(this.#port.pull())
        await this.#answerReads()
        // While a read waited for another process, more of either may have come in.
        if (this.#writes.length + this.#reads.length === 0) break
        if (this.#writes.length > 0) await this.#writeGroup()
      }
    } finally {
      this.#isRunning = false
    }
  }

  async #writeGroup(): Promise<void> {
    if (Date.now() < this.#politeUntil) await delay(1)
    if (!(await this.#begin())) return
    const group: number[] = []
    let results: OperationResult[]
    try {
      results = this.#apply(group)
      this.#commit()
    } catch (error) {
      this.#rollBack()
      this.#failGroup(group, error)
      return
    }
    if (this.#store.isShared) this.#politeUntil = Date.now() + POLITE_FOR_MS
    this.#store.witnessCommit()
    this.#port.succeed(group, results)
  }

  async #begin(): Promise<boolean> {
    const deadline = Date.now() + BUSY_LIMIT_MS
    for (;;) {
      try {
        this.#store.begin()
        return true
      } catch (error) {
        if (classifySqliteFailure(error) !== 'busy') {
          // A connection that cannot even begin is of no use to anybody.
          this.#failGroup(this.#takeAll(), error)
          this.#giveUp(error)
          return false
        }
        if (Date.now() > deadline) {
          this.#failGroup(this.#takeAll(), error)
          return false
        }
      }
      this.#politeUntil = Date.now() + POLITE_FOR_MS
      await delay(1)
      await this.#answerReads()
    }
  }

  /** Runs what waits, and the rest of a burst as it comes in; `group` gets the id of each call before any can fail. */
  #apply(group: number[]): OperationResult[] {
    const results: OperationResult[] = []
    let part = this.#takeInto(group)
    const context = this.#store.enterGroup()
    const storeNow = Date.now()
    while (part.length > 0) {
      for (const [, at, operation] of part) {
        context.now = at === 0 ? storeNow : at
        results.push(this.#store.write(operation, context))
      }
      this.add(this.#port.pullRest())
      part = this.#takeInto(group)
    }
    return results
  }

  #takeInto(group: number[]): readonly Call<WriteOperation>[] {
    const part = this.#writes.splice(0, MAX_GROUP - group.length)
    for (const [callId] of part) group.push(callId)
    return part
  }

  #takeAll(): number[] {
    const callIds = this.#writes.map(([callId]) => callId)
    this.#writes = []
    return callIds
  }

  /** With a rollback journal a commit waits for readers in other processes; the transaction stays whole meanwhile. */
  #commit(): void {
    const deadline = Date.now() + BUSY_LIMIT_MS
    for (;;) {
      try {
        this.#store.commit()
        return
      } catch (error) {
        if (classifySqliteFailure(error) !== 'busy' || Date.now() > deadline) throw error
      }
    }
  }

  #rollBack(): void {
    try {
      this.#store.rollBack()
    } catch {
      // After some failures SQLite has rolled back by itself. If it has not, the next `begin` says so.
    }
  }

  #failGroup(callIds: readonly number[], error: unknown): void {
    this.#port.fail(callIds, error)
    if (isFatal(error)) this.#giveUp(error)
  }

  async #answerReads(): Promise<void> {
    const reads = this.#reads
    this.#reads = []
    const deadline = Date.now() + BUSY_LIMIT_MS
    const callIds: number[] = []
    const results: OperationResult[] = []
    for (const [callId, at, operation] of reads) {
      const answer = await this.#read(operation, at, deadline)
      if ('error' in answer) {
        this.#failGroup([callId], answer.error)
      } else {
        callIds.push(callId)
        results.push(answer.result)
      }
    }
    if (callIds.length > 0) this.#port.succeed(callIds, results)
  }

  async #read(
    operation: ReadOperation,
    at: number,
    deadline: number,
  ): Promise<{ readonly result: OperationResult } | { readonly error: unknown }> {
    for (;;) {
      try {
        return { result: this.#store.read(operation, at === 0 ? Date.now() : at) }
      } catch (error) {
        if (classifySqliteFailure(error) !== 'busy' || Date.now() > deadline) return { error }
      }
      await delay(1)
    }
  }

  #giveUp(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#port.giveUp(error)
  }
}

function isFatal(error: unknown): boolean {
  if (error instanceof StaleFileError) return true
  const failure = classifySqliteFailure(error)
  switch (failure) {
    case 'corrupt':
    case 'not-a-database':
    case 'cannot-open':
    case 'io-error':
      return true
    case 'busy':
    case 'disk-full':
    case 'read-only':
    case 'other':
      return false
  }
}
