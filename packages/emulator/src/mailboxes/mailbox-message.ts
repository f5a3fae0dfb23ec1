import type { Admission, MailEnvelope } from '@countersign/admission'
import type { OutlookCard } from '@countersign/core'
import type { PressResult } from '../actions/press-result.js'

/** One recipient's copy of a mail. A snapshot: a later change makes a new one. */
export interface MailboxMessage {
  /** 1, 2, 3 … in order of arrival over all mailboxes. */
  readonly id: number
  /** The address the mail was sent to, as the sender wrote it. */
  readonly recipient: string
  /** The primary address of the user whose mailbox it is; the recipient itself for an external copy. */
  readonly mailbox: string
  /** True for a recipient outside the two tenants: kept to be read back raw, never shown, never pressed. */
  readonly external: boolean
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  /** Bytes of the raw mail. */
  readonly size: number
  readonly envelope: MailEnvelope
  readonly admission: Admission
  /** What the mailbox shows now: the mail's card, or the one that replaced it. */
  readonly card?: OutlookCard
  /** The card that came with the mail, as a device that has not refreshed still shows it. */
  readonly mailCard?: OutlookCard
  /** The card of a mail that was not admitted, where it can be read; shown only while admission is off. */
  readonly withheldCard?: OutlookCard
  /** How many cards replaced the mail's own. */
  readonly refreshes: number
  /** The last presses, oldest first. */
  readonly presses: readonly PressResult[]
}

/** Presses kept per message. */
export const MAX_KEPT_PRESSES = 50
