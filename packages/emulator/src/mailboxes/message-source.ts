/** How a message came here. */
export type MessageSource =
  | { readonly type: 'mail' }
  /** Posted to a Teams channel: through its incoming webhook, or by and for an outgoing webhook. */
  | {
      readonly type: 'channel'
      /** The channel's name. */
      readonly channel: string
      readonly via: 'incoming-webhook' | 'outgoing-webhook'
      /** The originator of the provider that the channel's webhook was made for. */
      readonly provider?: string
    }
  /** Posted by a bot, whose endpoint a press invokes. */
  | {
      readonly type: 'chat'
      /** The bot's app id: `aud` of the bot tokens. */
      readonly appId: string
      readonly botName: string
      /** Where the invoke goes. */
      readonly endpoint: string
      /** The activity's `channelId`, e.g. `msteams`. */
      readonly channelId: string
      readonly conversation: string
      /** The activity's `replyToId`: the message with the card. */
      readonly activityId: string
      /** The name of the channel, where the card was not posted to one person. */
      readonly channel?: string
    }

/** The mailbox under which a channel's messages stand in the list. */
export function channelMailbox(name: string): string {
  return `${CHANNEL_PREFIX}${name}`
}

/** The channel that a mailbox's name means, or undefined for a person's mailbox. */
export function readChannelMailbox(mailbox: string): string | undefined {
  return mailbox.startsWith(CHANNEL_PREFIX) ? mailbox.slice(CHANNEL_PREFIX.length) : undefined
}

const CHANNEL_PREFIX = 'channel:'
