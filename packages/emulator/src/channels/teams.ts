import type { PlatformContext } from '../actions/platform-context.js'
import { BotConnector } from '../bot/bot-connector.js'
import { postBotCard } from '../bot/post-bot-card.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { readChannelMailbox } from '../mailboxes/message-source.js'
import { PostOffice } from '../mailboxes/post-office.js'
import { OutgoingWebhooks } from '../webhooks/outgoing-webhooks.js'
import type { StoredChannel } from './channel.js'
import { ChannelPosts } from './channel-posts.js'
import { Channels } from './channels.js'

/** Everything of Teams that the emulator plays. */
export class Teams {
  readonly channels: Channels
  /** What is posted to incoming webhooks. */
  readonly incoming: ChannelPosts
  readonly outgoing: OutgoingWebhooks
  readonly connector: BotConnector
  readonly #context: PlatformContext
  readonly #posts: PostOffice
  readonly #save: (channels: readonly StoredChannel[]) => void

  /**
   * @param stored channels of an earlier run, unchecked
   * @param save keeps the list that it is given; it must not throw
   */
  constructor(
    context: PlatformContext,
    stored: readonly unknown[],
    save: (channels: readonly StoredChannel[]) => void,
  ) {
    const { directory, mailboxes, events, registry, now } = context
    this.#context = context
    this.#save = save
    this.#posts = new PostOffice(mailboxes, events)
    this.channels = new Channels(directory, stored)
    this.incoming = new ChannelPosts({ channels: this.channels, registry, posts: this.#posts, events, now })
    this.outgoing = new OutgoingWebhooks(context, this.channels, this.#posts)
    this.connector = new BotConnector(context)
  }

  /** @throws CountersignTypeError ERR_EMULATOR_CHANNEL */
  addChannel(input: unknown): StoredChannel {
    const channel = this.channels.add(input)
    this.#context.events.emit({ type: 'channel-added', channel: channel.name, tenantId: channel.tenantId })
    this.#save(this.channels.list())
    return channel
  }

  /** @throws CountersignTypeError ERR_EMULATOR_BOT_CARD @throws CountersignError as `postBotCard` */
  postBotCard(input: unknown): Promise<MailboxMessage> {
    const { directory, registry, now } = this.#context
    return postBotCard(input, { channels: this.channels, posts: this.#posts, directory, registry, now })
  }

  /** Who presses where nobody is named: the owner of the mailbox, in a channel its first member. */
  defaultActor({ mailbox }: Pick<MailboxMessage, 'mailbox'>): string {
    const channel = readChannelMailbox(mailbox)
    return channel === undefined ? mailbox : (this.channels.get(channel).members[0] ?? mailbox)
  }

  /** Whether a client would show the message to this person: what stands in a channel, to its members. */
  isShownTo({ mailbox }: Pick<MailboxMessage, 'mailbox'>, { objectId }: DirectoryUser): boolean {
    const channel = readChannelMailbox(mailbox)
    return channel === undefined || this.channels.get(channel).members.includes(objectId)
  }

  /** Ends every request under way. */
  close(): void {
    this.connector.close()
    this.outgoing.close()
  }
}
