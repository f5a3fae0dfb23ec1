import type { MailboxMessage } from '../mailboxes/mailbox-message.js'

/** Where messages stay. `save` and `saveRaw` have returned before the sender is told 250. */
export interface MessageStore {
  /** Every message of an earlier run, in order. */
  load(): Promise<readonly MailboxMessage[]>
  /** Writes the bytes of a new message, unchanged. */
  saveRaw(id: number, raw: Uint8Array): Promise<void>
  /** Writes or replaces what is known about a message. */
  save(message: MailboxMessage): Promise<void>
  readRaw(id: number): Promise<Uint8Array | undefined>
}
