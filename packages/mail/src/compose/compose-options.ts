import type { AnyCard } from '@countersign/core'
import type { Envelope } from '../transport.js'
import type { DkimOptions } from './dkim-options.js'

export interface MailAddress {
  readonly name?: string
  readonly address: string
}

export interface ComposeOptions {
  /** The sender, as registered with the platform. */
  readonly from: string | MailAddress
  /** Plain addresses. One per mail unless several people shall share one card. There is no Bcc: the platform shows no card to hidden recipients. */
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly replyTo?: string | MailAddress
  readonly subject: string
  /** The card, as an object: drawn as text, and embedded unsigned where `signedCard` is absent. */
  readonly card: AnyCard
  /** The same card as a compact JWS (`signCard`), made for exactly this sender and these recipients. */
  readonly signedCard?: string
  /** What clients that show no card display. Default: the card drawn as text. */
  readonly html?: string
  /** The text part. Default: the card drawn as text. */
  readonly text?: string
  /** The Date header, and `t=` of the DKIM signature. */
  readonly date: Date
  /** With angle brackets or without. Default: made from `key`, else random. */
  readonly messageId?: string
  /** An idempotency key: the same key, sender and recipients give the same Message-ID, so that a receiver can drop a repeat. */
  readonly key?: string
  /** Further headers, e.g. `Auto-Submitted`. Those that this function writes itself are refused. */
  readonly headers?: Readonly<Record<string, string>>
  readonly dkim?: DkimOptions
}

/** One complete mail: what a `Transport` takes, and its Message-ID with angle brackets. */
export interface ComposedMail {
  readonly envelope: Envelope
  /** RFC 5322, CRLF line ends, no line over 998 octets, ASCII only. */
  readonly raw: Uint8Array
  readonly messageId: string
}
