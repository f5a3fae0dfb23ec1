import type { Admission, MailEnvelope } from '@countersign/admission'
import type { MessageCard, OutlookCard } from '@countersign/core'
import type { PressResult } from '../actions/press-result.js'
import type { CardStatus } from './card-status.js'
import type { MessageSource } from './message-source.js'

/** One recipient's copy of a mail, or a post in a channel or a chat. A snapshot: a later change makes a new one. */
export interface MailboxMessage {
  /** 1, 2, 3 … in order of arrival over all mailboxes. */
  readonly id: number
  /** The address the mail was sent to, as the sender wrote it. */
  readonly recipient: string
  /**
   * The primary address of the user whose mailbox it is; the recipient itself for an external copy; `channel:NAME` for what
   * stands in a channel.
   */
  readonly mailbox: string
  readonly source: MessageSource
  /** True for a recipient outside the two tenants: kept to be read back raw, never shown, never pressed. */
  readonly external: boolean
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  /** Bytes of the raw mail or post. */
  readonly size: number
  readonly envelope: MailEnvelope
  readonly admission: Admission
  /** What the mailbox shows now: the mail's card, or the one that replaced it. */
  readonly card?: OutlookCard
  /** The card that came with the mail, as a device that has not refreshed still shows it. */
  readonly mailCard?: OutlookCard
  /** The card of a mail that was not admitted, where it can be read; shown only while admission is off. */
  readonly withheldCard?: OutlookCard
  /** The MessageCards of which those of the same name are drawings; none for an Adaptive Card. */
  readonly messageCards?: MessageCards
  /** Kept with a MessageCard, whichever card replaces it. */
  readonly cardStatus?: CardStatus
  /** How many cards replaced the mail's own. */
  readonly refreshes: number
  /** The last presses, oldest first. */
  readonly presses: readonly PressResult[]
}

export interface MessageCards {
  readonly card?: MessageCard
  readonly mailCard?: MessageCard
  readonly withheldCard?: MessageCard
}

/** Presses kept per message. */
export const MAX_KEPT_PRESSES = 50
