import type { FaultName } from '../actions/faults.js'
import type { PressResult } from '../actions/press-result.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'

/** A message in a channel that mentions an outgoing webhook. */
export interface OutgoingCallOptions {
  /** The webhook's callback URL: on this machine, or an https URL that a registered provider routes there. */
  readonly url: string
  /** The security token that Teams shows once: base64 of the HMAC key. It is used, and nothing keeps it. */
  readonly key: string
  /** What the person writes after the mention. */
  readonly text: string
  /** Who writes: an address, alias or object id. Default: the channel's first member. */
  readonly as?: string
  /** The channel's name. */
  readonly channel: string
  /** The webhook's name, which the message mentions. Default `Countersign`. */
  readonly name?: string
  /** `expired-token` and `future-token` move the activity's timestamp by an hour or more. */
  readonly fault?: FaultName
  /** Milliseconds that the fault `delay` holds the request; default 1,500. */
  readonly delayMs?: number
}

/** What came of one call. */
export interface OutgoingCallResult {
  /** For the replay: the same bytes under the same MAC once more. */
  readonly callId: string
  /** The message that asks; its presses tell what went over the wire. */
  readonly question: MailboxMessage
  /** The message that the webhook answered, where it did. */
  readonly answer?: MailboxMessage
  /** `request.token.profile` is `teams-webhook`. */
  readonly result: PressResult
}

/** The faults that fit a call without a bearer token and without a key set. */
export const OUTGOING_FAULTS: readonly FaultName[] = [
  'duplicate-post',
  'duplicate-post-new-id',
  'delay',
  'expired-token',
  'future-token',
  'fifty-at-once',
]
