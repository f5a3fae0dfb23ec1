import { Worker } from 'node:worker_threads'
import { CountersignError } from '@countersign/core/errors'
import type { Call, Operation, OperationName, OperationResult, OperationResults } from './operations.js'
import type { PlainError, WriterCommand, WriterReply, WriterStart } from './writer-messages.js'
import { fromPlainError } from './writer-messages.js'

/** Most calls that may wait at once: a disk that hangs must not fill the memory. */
const MAX_WAITING = 20_000
/**
 * How long calls gather while this thread is busy, in milliseconds: the writer then works beside it, and what comes
 * while it does goes into its next group. A little more for each call: where they come as fast as that, this thread
 * does nothing else, and larger groups cost the writer less.
 */
const GATHER_MS = 0.5
const CALL_MS = 0.005
/**
 * What comes in one turn of the event loop goes in parts, each twice as large as the one before: the writer does the first while the
 * next are made, and they share a group.
 */
const FIRST_PART = 32
const LARGEST_PART = 128
/**
 * How long a group takes in parts, in milliseconds from its first call. A turn that is longer makes several, so that one is on its way to
 * the disk while the next is made.
 */
const GROUP_MS = 2
/** Results that are handed out before those who got them go on: their next calls reach the writer while the others are told. */
const RESULTS_AT_ONCE = 64
/** How long after a failed start the next one is tried, in milliseconds. */
const RESTART_AFTER_MS = 1_000

interface Waiting {
  readonly resolve: (result: OperationResult) => void
  readonly reject: (error: CountersignError) => void
}

interface Opening {
  readonly resolve: () => void
  readonly reject: (error: CountersignError) => void
}

/**
 * This thread's end of one writer thread: passes calls on, a batch per turn of the event loop, and refuses all that
 * wait when the thread ends. The next call then starts a new one.
 */
export class WriterClient {
  readonly #start: WriterStart
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #outbox: Call[] = []
  #gatheringSince = 0
  #groupSince = 0
  #isFlushDue = false
  #isMoreAnnounced = false
  #part = FIRST_PART
  #nextCallId = 1
  #restartAt = 0
  #isClosed = false

  constructor(start: WriterStart) {
    this.#start = start
  }

  /** Starts the thread; resolves once the database is open. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#startWorker({ resolve, reject })
    })
  }

  call<O extends Operation>(operation: O, at: number): Promise<OperationResults[O[0] & OperationName]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new CountersignError('ERR_LEDGER_CLOSED')
      if (this.#waiting.size >= MAX_WAITING) {
        throw unavailable('too many calls wait for the ledger already', { waiting: MAX_WAITING })
      }
      this.#requireWorker()
      const callId = this.#nextCallId++
      // The thread answers each operation with the result that `OperationResults` names.
      const settle = resolve as (result: OperationResult) => void
      this.#waiting.set(callId, { resolve: settle, reject })
      if (this.#waiting.size === 1) this.#worker?.ref()
      this.#gather([callId, at, operation])
    })
  }

  /** Lets what waits come to its end, then ends the thread. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#flush(false)
    const worker = this.#worker
    if (!worker) return
    worker.ref()
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.#post(worker, { type: 'close' })
    await ended
  }

  #requireWorker(): void {
    if (this.#worker) return
    if (Date.now() < this.#restartAt) throw unavailable('the writer thread of the ledger has ended')
    this.#startWorker(undefined)
  }

  #startWorker(opening: Opening | undefined): void {
    this.#restartAt = Date.now() + RESTART_AFTER_MS
    const worker = new Worker(new URL('./writer-thread.js', import.meta.url), {
      workerData: this.#start,
      // Flags meant for the program's own entry point (such as --input-type) make a thread fail.
      execArgv: [],
    })
    this.#worker = worker
    let reason: CountersignError | undefined
    worker.on('message', (reply: WriterReply) => {
      if (reply.type === 'ready') {
        opening?.resolve()
        this.#rest()
      } else if (reply.type === 'gave-up') reason = fromPlainError(reply.error)
      else this.#answer(reply)
    })
    worker.on('error', (cause: unknown) => {
      reason = unavailable('the writer thread of the ledger has crashed', {}, cause)
    })
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
      const error = reason ?? unavailable('the writer thread of the ledger has ended')
      opening?.reject(error)
      this.#refuseAll(error)
    })
  }

  #answer(reply: Extract<WriterReply, { type: 'done' | 'failed' }>): void {
    if (reply.type === 'done') this.#handOut(reply, 0)
    else this.#refuse(reply.callIds, reply.error)
  }

  /** All of them in one turn of the event loop, so that nothing comes in between. */
  #handOut(reply: Extract<WriterReply, { type: 'done' }>, from: number): void {
    const { callIds, results } = reply
    const to = Math.min(from + RESULTS_AT_ONCE, callIds.length)
    callIds.slice(from, to).forEach((callId, index) => this.#take(callId)?.resolve(results[from + index]))
    if (to < callIds.length) queueMicrotask(() => this.#handOut(reply, to))
    else this.#rest()
  }

  /** An idle ledger that nobody closed must not keep the process alive; one that is being closed must. */
  #rest(): void {
    if (this.#waiting.size === 0 && !this.#isClosed) this.#worker?.unref()
  }

  #refuse(callIds: readonly number[], error: PlainError): void {
    for (const callId of callIds) this.#take(callId)?.reject(fromPlainError(error))
    this.#rest()
  }

  #refuseAll(cause: CountersignError): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#outbox = []
    this.#isMoreAnnounced = false
    for (const { reject } of waiting) {
      reject(cause.code === 'ERR_LEDGER_UNAVAILABLE' ? cause : unavailable(cause.message, {}, cause))
    }
  }

  #take(callId: number): Waiting | undefined {
    const waiting = this.#waiting.get(callId)
    this.#waiting.delete(callId)
    return waiting
  }

  #gather(call: Call): void {
    const now = performance.now()
    if (this.#outbox.length === 0) {
      this.#gatheringSince = now
      if (!this.#isMoreAnnounced) this.#groupSince = now
    }
    const size = this.#outbox.push(call)
    const isDue = now - this.#gatheringSince > GATHER_MS + CALL_MS * size
    if (isDue || size >= this.#part) this.#flush(now - this.#groupSince < GROUP_MS)
    if (this.#isFlushDue) return
    this.#isFlushDue = true
    // After all promise callbacks of this turn, so that what it asks for travels together.
    process.nextTick(() => {
      this.#isFlushDue = false
      this.#flush(false)
    })
  }

  #flush(more: boolean): void {
    const calls = this.#outbox
    if (!this.#worker || (calls.length === 0 && !this.#isMoreAnnounced)) return
    this.#outbox = []
    this.#isMoreAnnounced = more
    this.#part = more ? Math.min(this.#part * 2, LARGEST_PART) : FIRST_PART
    this.#post(this.#worker, { type: 'calls', calls, more })
  }

  #post(worker: Worker, command: WriterCommand): void {
    worker.postMessage(command)
    Atomics.add(this.#start.sent, 0, 1)
    Atomics.notify(this.#start.sent, 0)
  }
}

function unavailable(
  message: string,
  details: Record<string, number> = {},
  cause?: unknown,
): CountersignError {
  return new CountersignError('ERR_LEDGER_UNAVAILABLE', `${message}, so nothing was executed`, {
    cause,
    details,
  })
}
