import type { EventLog } from '../events/event-log.js'
import { channelMailbox } from '../mailboxes/message-source.js'
import type { PostOffice } from '../mailboxes/post-office.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import type { Channel } from './channel.js'
import type { Channels } from './channels.js'
import { judgePost } from './judge-post.js'
import { readWebhookPost } from './read-webhook-post.js'

/** What an incoming webhook tells its caller. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 404 | 413
  readonly text: string
}

export interface ChannelPostsOptions {
  readonly channels: Channels
  readonly registry: ProviderRegistry
  readonly posts: PostOffice
  readonly events: EventLog
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Takes what is posted to incoming webhooks. */
export class ChannelPosts {
  readonly #options: ChannelPostsOptions

  constructor(options: ChannelPostsOptions) {
    this.#options = options
  }

  /** The channel of a webhook's URL, or the answer that says nothing about which part of it was wrong. */
  findChannel(id: string, secret: string): Channel | WebhookAnswer {
    return this.#options.channels.findByWebhook(id, secret) ?? this.#refuse(undefined, 404, 'Not found.')
  }

  /** A post that was not read to its end. */
  refuseSize(channel: Channel): WebhookAnswer {
    return this.#refuse(channel, 413, 'Webhook message delivery failed with error: the message is too large.')
  }

  /**
   * Shows what was posted in the channel.
   *
   * @returns `1` for success, as the vendor answers
   * @throws CountersignError ERR_EMULATOR_FULL
   */
  async post(channel: Channel, body: Uint8Array): Promise<WebhookAnswer> {
    const { registry, posts, now } = this.#options
    const read = readWebhookPost(body)
    const judged = read.kind === 'refused' ? read : judgePost(read, registry, channel.provider)
    if ('reason' in judged) return this.#refuse(channel, 400, judged.reason)
    await posts.add(
      {
        ...judged,
        mailbox: channelMailbox(channel.name),
        source: {
          type: 'channel',
          channel: channel.name,
          via: 'incoming-webhook',
          ...(channel.provider === undefined ? {} : { provider: channel.provider }),
        },
        receivedAt: now(),
      },
      body,
    )
    return { status: 200, text: '1' }
  }

  #refuse(channel: Channel | undefined, status: 400 | 404 | 413, reason: string): WebhookAnswer {
    const where = channel === undefined ? {} : { channel: channel.name }
    this.#options.events.emit({ type: 'webhook-refused', ...where, status, reason })
    return { status, text: reason }
  }
}
