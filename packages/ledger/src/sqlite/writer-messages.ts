import { CountersignError, errorCatalog, isCodedError } from '@countersign/core/errors'
import type { ErrorCode } from '@countersign/core/errors'
import type { Call, OperationResult } from './operations.js'
import { classifySqliteFailure } from './sqlite-failure.js'

/** What the writer thread is started with. */
export interface WriterStart {
  readonly file: string
  readonly driver: string | undefined
  readonly witnessFile: string
  /** The clock when the ledger was opened, for its birth; 0 for the thread's own. */
  readonly at: number
  /**
   * One number that outlives the thread: the sequence that the ledger has reached. A thread that starts after another
   * one thereby notices an older file, even where the witness was put back with it.
   */
  readonly reached: Float64Array<SharedArrayBuffer>
  /** One number that the client raises with each command, and on which the thread waits for the rest of a burst. */
  readonly sent: Int32Array<SharedArrayBuffer>
}

export type WriterCommand =
  /** `more` says that the next part of the same burst follows at once. */
  | { readonly type: 'calls'; readonly calls: readonly Call[]; readonly more: boolean }
  | { readonly type: 'close' }

export type WriterReply =
  | { readonly type: 'ready' }
  | {
      readonly type: 'done'
      readonly callIds: readonly number[]
      readonly results: readonly OperationResult[]
    }
  | { readonly type: 'failed'; readonly callIds: readonly number[]; readonly error: PlainError }
  /** The thread ends; `error` says why. */
  | { readonly type: 'gave-up'; readonly error: PlainError }

/** An error that can be passed between threads; class and code would be lost otherwise. */
export interface PlainError {
  readonly code: ErrorCode
  readonly message: string
  readonly failure: string
  readonly cause: { readonly name: string; readonly message: string; readonly code: string }
}

export function toPlainError(error: unknown): PlainError {
  const own = isCodedError(error) ? error : undefined
  const cause = own ? (own.cause ?? own) : error
  return {
    code: own?.code ?? 'ERR_LEDGER_UNAVAILABLE',
    message: own?.message ?? errorCatalog.ERR_LEDGER_UNAVAILABLE.message,
    failure: classifySqliteFailure(cause),
    cause: {
      name: cause instanceof Error ? cause.name : 'Error',
      message: cause instanceof Error ? cause.message : String(cause),
      code: cause instanceof Error && 'code' in cause ? String(cause.code) : '',
    },
  }
}

/** The error as it was thrown in the thread, its cause included. */
export function fromPlainError({ code, message, failure, cause }: PlainError): CountersignError {
  return new CountersignError(code, message, {
    cause: Object.assign(new Error(cause.message), { name: cause.name, code: cause.code }),
    details: { failure },
  })
}
