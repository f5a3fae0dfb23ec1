import type { MessageSource } from '@countersign/emulator'

interface SourcedMessage {
  readonly mailbox: string
  readonly source: MessageSource
  /** The sender's address, or the name of a bot. */
  readonly from?: string | undefined
}

/** Where a message stands, e.g. `to adele@contoso.example` or `in channel:Approvals`. */
export function describePlace({ mailbox, source }: SourcedMessage): string {
  switch (source.type) {
    case 'mail':
      return `to ${mailbox}`
    case 'channel':
      return `in ${mailbox}`
    case 'chat':
      return source.channel === undefined ? `in the chat with ${mailbox}` : `in ${mailbox}`
  }
}

/** Who a message is from; an incoming webhook tells of nobody. */
export function describeSender({ source, from }: SourcedMessage): string {
  switch (source.type) {
    case 'mail':
      return from ?? 'nobody'
    case 'channel':
      return from ?? `an ${source.via.replace('-', ' ')}`
    case 'chat':
      return `the bot ${source.botName}`
  }
}
