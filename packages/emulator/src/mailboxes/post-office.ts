import type { EventLog } from '../events/event-log.js'
import { composePost, type Post } from './compose-post.js'
import type { MailboxMessage } from './mailbox-message.js'
import type { Mailboxes } from './mailboxes.js'

/** Puts posts of channels and chats among the messages, and tells the event log what was found in them. */
export class PostOffice {
  readonly #mailboxes: Mailboxes
  readonly #events: EventLog

  constructor(mailboxes: Mailboxes, events: EventLog) {
    this.#mailboxes = mailboxes
    this.#events = events
  }

  /**
   * @param raw what was posted, byte for byte
   * @throws CountersignError ERR_EMULATOR_FULL
   */
  async add(post: Omit<Post, 'bytes'>, raw: Uint8Array): Promise<MailboxMessage> {
    const startedAt = performance.now()
    const message = await this.#mailboxes.add(composePost({ ...post, bytes: raw.length }), raw)
    const { id: messageId, mailbox, admission } = message
    this.#events.emit({
      type: 'message-posted',
      messageId,
      mailbox,
      source: post.source.type,
      bytes: raw.length,
    })
    for (const finding of admission.findings) {
      this.#events.emit({ type: 'admission-finding', messageId, finding, durationMs: 0 })
    }
    const count = (severity: string): number =>
      admission.findings.filter((each) => each.severity === severity).length
    this.#events.emit({
      type: 'mail-admitted',
      messageId,
      outcome: admission.outcome,
      errors: count('error'),
      warnings: count('warning'),
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    })
    if (admission.outcome === 'withheld' && message.card !== undefined) {
      this.#events.emit({ type: 'card-shown-anyway', messageId })
    }
    return message
  }
}
