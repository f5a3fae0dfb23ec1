import { listCardButtons } from '@countersign/core'
import type { MailboxMessage } from './mailbox-message.js'
import type { MessageSource } from './message-source.js'

export interface ButtonSummary {
  /** From 1, as a press names it. */
  readonly number: number
  readonly type: string
  readonly id?: string
  readonly title?: string
}

/** One line of an inbox. */
export interface MessageSummary {
  readonly id: number
  readonly mailbox: string
  readonly recipient: string
  readonly external: boolean
  /** A mail, or a post in a channel or a chat. */
  readonly source: MessageSource
  readonly receivedAt: number
  readonly from?: string
  readonly subject: string
  /** What admission decided. */
  readonly outcome: 'shown' | 'withheld' | 'no-card'
  /** The card is withheld, but admission is off and so it is shown. */
  readonly shownAnyway: boolean
  /** Whether the mail carries a signed card; false where it has no card. */
  readonly signed: boolean
  readonly errors: number
  readonly warnings: number
  readonly refreshes: number
  readonly presses: number
  readonly buttons: readonly ButtonSummary[]
}

const described = new WeakMap<MailboxMessage, MessageSummary>()

/** Messages are snapshots, so a long list is described only once. */
export function describeMessage(message: MailboxMessage): MessageSummary {
  const known = described.get(message)
  if (known !== undefined) return known
  const summary = Object.freeze(summarize(message))
  described.set(message, summary)
  return summary
}

function summarize(message: MailboxMessage): MessageSummary {
  const { admission, card } = message
  const count = (severity: string): number =>
    admission.findings.filter((each) => each.severity === severity).length
  const { from } = admission.mail
  return {
    id: message.id,
    mailbox: message.mailbox,
    recipient: message.recipient,
    external: message.external,
    source: message.source,
    receivedAt: message.receivedAt,
    ...(from === undefined ? {} : { from: from.address === '' ? from.name : from.address }),
    subject: admission.mail.subject,
    outcome: admission.outcome,
    shownAnyway: admission.outcome === 'withheld' && card !== undefined,
    signed: admission.signed === true,
    errors: count('error'),
    warnings: count('warning'),
    refreshes: message.refreshes,
    presses: message.presses.length,
    buttons: card === undefined ? [] : listCardButtons(card).map(describeButton),
  }
}

function describeButton({ action }: { readonly action: object }, index: number): ButtonSummary {
  const { type, id, title }: { type?: unknown; id?: unknown; title?: unknown } = action
  return {
    number: index + 1,
    type: String(type),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof title === 'string' ? { title } : {}),
  }
}
