import type { Finding } from '@countersign/core'
import type { AnyCard, ExtractedCard, VerifiedSignedCard } from '@countersign/core/cards'
import type { KeyObject } from 'node:crypto'
import type { AdmissionContext } from './admission.js'
import type { MailAuthentication } from './authentication.js'
import type { ParsedMail } from './parsed-mail.js'
import type { Provider } from './provider.js'
import type { Mailbox } from './read/parse-mailboxes.js'
import type { Message } from './read/read-message.js'

/** What the steps have found out so far. A fact is there only when the step that establishes it was satisfied. */
export interface Facts {
  readonly raw: Uint8Array
  readonly message?: Message
  readonly mail?: ParsedMail
  /** The one address in From. */
  readonly from?: Mailbox
  /** Every address of To and Cc. */
  readonly recipients?: readonly string[]
  readonly authentication?: MailAuthentication
  /** The cards in the part in which a card counts. */
  readonly cards?: readonly ExtractedCard[]
  /** The one card, when there is exactly one. */
  readonly found?: ExtractedCard
  readonly provider?: Provider
  readonly providerKey?: KeyObject
  /** Only after its signature was verified under the provider's key. */
  readonly signedCard?: VerifiedSignedCard
  readonly card?: AnyCard
}

export interface StepResult {
  readonly findings: readonly Finding[]
  readonly facts?: Partial<Facts>
}

/** One rule. It has nothing to say (no findings) while a fact that it needs is missing. Throws for nothing in the mail. */
export type Step = (facts: Facts, context: AdmissionContext) => StepResult | Promise<StepResult>

/** For a step that has nothing to say. */
export const NOTHING: StepResult = Object.freeze({ findings: Object.freeze([]) })
