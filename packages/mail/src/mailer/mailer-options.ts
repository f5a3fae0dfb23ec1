import type { CodedError } from '@countersign/core'
import type { ComposedMail } from '../compose/compose-options.js'
import type { Transport } from '../transport.js'
import type { SendLog } from './send-log.js'

export interface MailerOptions {
  readonly transport: Transport
  /** Default: a memory log, which forgets when the process ends. */
  readonly sendLog?: SendLog
  /** Further tries after an `ERR_MAIL_UNDELIVERED`. Default 4. */
  readonly retries?: number
  /** Mails under way at the same time. Default 4. */
  readonly concurrency?: number
  /** Milliseconds before the first repeat; doubled for each one after it. Default 1,000. */
  readonly retryDelayMs?: number
  /** Milliseconds of the longest wait. Default 30,000. */
  readonly maxRetryDelayMs?: number
  /** Called after each mail. An error that it throws is ignored. */
  readonly onProgress?: (progress: MailProgress) => void
  /** Waits; must reject once the signal aborts. Default: a timer. */
  readonly sleep?: (ms: number, options: { readonly signal?: AbortSignal }) => Promise<void>
  /** From 0 to below 1, for the jitter. Default: `Math.random`. */
  readonly random?: () => number
}

export interface Mailer {
  /**
   * Sends each mail once per `key` and recipients: called again with the same key, after a crash or an abort,
   * it sends only what did not go out. One mail's failure does not stop the others; see the result.
   * An abort ends waits and deliveries and rejects with the signal's reason.
   */
  send(batch: MailBatch): Promise<SendReport>
  close(): Promise<void>
}

export interface MailBatch {
  /** Names what is sent, e.g. `expense/1234/3`. */
  readonly key: string
  readonly mails: readonly (ComposedMail | LazyMail)[]
  readonly signal?: AbortSignal
}

/** Composed (and signed) only when its turn comes, and not at all when it went out before. */
export interface LazyMail {
  /** The envelope's recipients: what `compose` gives must have the same. */
  readonly to: readonly string[]
  readonly compose: () => ComposedMail | Promise<ComposedMail>
}

export interface MailProgress {
  readonly sent: number
  readonly failed: number
  readonly total: number
  /** The recipients of the mail that was just finished. */
  readonly current: readonly string[]
}

export interface SendReport {
  /** Went out now or before. */
  readonly sent: number
  readonly failed: number
  /** In the order of `mails`. */
  readonly results: readonly MailResult[]
}

export type MailResult =
  | MailSent
  | {
      readonly state: 'failed'
      readonly to: readonly string[]
      readonly error: CodedError
      readonly tries: number
    }

export interface MailSent {
  readonly state: 'sent'
  readonly to: readonly string[]
  readonly response: string
  /** 0: it went out in an earlier call. */
  readonly tries: number
  /** False when the log could not be written after the delivery: another call with the key may send it again. */
  readonly recorded: boolean
}
