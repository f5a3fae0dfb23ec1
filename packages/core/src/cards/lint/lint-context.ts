import type { KeyObject } from 'node:crypto'

/** What is known beside the card. Every member adds checks; without any, only the card itself is judged. */
export interface LintContext {
  /** The registered target URLs. */
  readonly targets?: readonly string[]
  /** The registered provider id. */
  readonly originator?: string
  /** Every To and CC address of the mail. */
  readonly recipients?: readonly string[]
  /** The card will be signed. */
  readonly signed?: boolean
  /** The mail goes to its own sender: the one case that needs no originator. */
  readonly selfToSelf?: boolean
  /** The names of the kind's decisions, where the card will be bound. */
  readonly decisions?: readonly string[]
  /** How many actors each limited-purpose token in the card admits. Default 1. */
  readonly actorsPerToken?: number
  /** The key that is, or will be, registered for the originator. */
  readonly publicKey?: KeyObject
}
