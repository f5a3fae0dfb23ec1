import type { AnyCard, CodedError } from '@countersign/core'
import type { ActorIds } from '../config/service-options.js'
import type { CardFunction } from './card-context.js'

/** An address, or an address with the ids of the person behind it where the service knows them. */
export type Recipient = string | (ActorIds & { readonly address: string })

export interface SendOptions<Decision extends string, InputName extends string> {
  /** What is to be decided on, e.g. `1234`: at most 500 characters. */
  readonly item: string
  /** What the card shows of it, a whole number. A higher one supersedes all older cards. Default 0. */
  readonly version?: number
  readonly to: Recipient | readonly Recipient[]
  readonly subject: string
  /**
   * The card, or a function that makes each recipient's. In plain card JSON an `Action.Http` belongs to the
   * decision that is its `id`, in a MessageCard an `HttpPOST` to the one that is its `@id` or name.
   */
  readonly card: AnyCard | CardFunction<Decision, InputName>
  /** What clients without cards show. Default: the card drawn as text. */
  readonly html?: string
  readonly text?: string
  /** One mail for all (at most 8) in place of one for each. Default false. */
  readonly together?: boolean
  /** Default true. Without a signature the platform must be able to rely on DKIM or SPF. */
  readonly signed?: boolean
  /** Makes repeating safe: with the same key each recipient gets the mail once. Needs a ledger. */
  readonly key?: string
  readonly signal?: AbortSignal
}

export interface SendResult {
  readonly sent: number
  readonly failed: number
  /** In the order of `to`. */
  readonly mails: readonly SentMail[]
}

export type SentMail =
  | {
      readonly state: 'sent'
      readonly to: readonly string[]
      /** The server's words. */
      readonly response: string
      /** Absent when the mail had gone out in an earlier call with the same key. */
      readonly messageId?: string
    }
  | { readonly state: 'failed'; readonly to: readonly string[]; readonly error: CodedError }
