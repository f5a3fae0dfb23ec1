import type { Admission, MailAddress, MailEnvelope } from '@countersign/admission'
import type { AnyCard, Finding } from '@countersign/core'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { showCard, withholdCard } from './drawn-card.js'
import type { MailboxMessage } from './mailbox-message.js'
import type { MessageSource } from './message-source.js'

/** A message that is no mail: a post in a channel or a chat. */
export interface Post {
  readonly mailbox: string
  readonly source: Exclude<MessageSource, { type: 'mail' }>
  readonly subject: string
  readonly text?: string
  readonly from?: MailAddress
  readonly findings: readonly Finding[]
  readonly provider?: EmulatorProvider
  /** What the post shows, or would show if its findings allowed it. */
  readonly card?: AnyCard
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  readonly bytes: number
}

/** Nothing was sent by mail, so nothing was authenticated (a webhook's URL or a bot's registration stands for it). */
const NO_AUTHENTICATION: Admission['authentication'] = {
  dkim: { result: 'none', signatures: [] },
  spf: { result: 'none', domain: '', aligned: false },
  dmarc: { result: 'none', domain: '' },
}
const NO_ENVELOPE: MailEnvelope = { mailFrom: '', rcptTo: '', remoteAddress: '127.0.0.1', helo: '' }
/** Longest subject of a post, in characters. */
const MAX_SUBJECT_LENGTH = 200

/** A post as a message beside the mails: an error among its findings withholds the card, as it does in a mail. */
export function composePost(post: Post): Omit<MailboxMessage, 'id' | 'refreshes' | 'presses'> {
  const { card, findings, provider, from, text } = post
  const refused = findings.some(({ severity }) => severity === 'error')
  const outcome = card === undefined ? 'no-card' : refused ? 'withheld' : 'shown'
  return {
    recipient: post.mailbox,
    mailbox: post.mailbox,
    external: false,
    receivedAt: post.receivedAt,
    size: post.bytes,
    source: post.source,
    envelope: NO_ENVELOPE,
    admission: {
      outcome,
      findings,
      mail: {
        ...(from === undefined ? {} : { from }),
        to: [],
        cc: [],
        subject: post.subject.replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT_LENGTH),
        ...(text === undefined ? {} : { text }),
        attachments: [],
        headers: [],
      },
      authentication: NO_AUTHENTICATION,
      ...(outcome === 'no-card' ? {} : { signed: false }),
      ...(provider === undefined ? {} : { provider }),
    },
    ...(card === undefined ? {} : refused ? withholdCard(card) : showCard(card)),
  }
}
