import { randomBytes } from 'node:crypto'
import type { Channels } from '../channels/channels.js'
import { describeCard } from '../channels/describe-card.js'
import { lintTeamsCard } from '../channels/lint-teams-card.js'
import { makeTeamsFinding } from '../channels/teams-findings.js'
import { teamsThread } from '../channels/teams-thread.js'
import type { Directory } from '../directory/directory.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { channelMailbox, readChannelMailbox } from '../mailboxes/message-source.js'
import type { PostOffice } from '../mailboxes/post-office.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import { checkBotCard } from './check-bot-card.js'

export interface BotPostContext {
  readonly channels: Channels
  readonly directory: Directory
  readonly registry: ProviderRegistry
  readonly posts: PostOffice
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Shows a card that a bot posts, to one person or in a channel.
 *
 * @param input {@link BotCardOptions}, unchecked
 * @throws CountersignTypeError ERR_EMULATOR_BOT_CARD
 * @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_CHANNEL_NOT_FOUND, ERR_EMULATOR_FULL
 */
export async function postBotCard(input: unknown, context: BotPostContext): Promise<MailboxMessage> {
  const { appId, endpoint, channelId, name, to, card, json } = checkBotCard(input, context.registry)
  const channelName = readChannelMailbox(to)
  const channel = channelName === undefined ? undefined : context.channels.get(channelName)
  const user = channel === undefined ? context.directory.getUser(to) : undefined
  return context.posts.add(
    {
      mailbox: channel === undefined ? (user?.addresses[0] ?? to) : channelMailbox(channel.name),
      source: {
        type: 'chat',
        appId,
        botName: name,
        endpoint,
        channelId,
        conversation:
          channel === undefined ? `a:${randomBytes(24).toString('base64url')}` : teamsThread(channel),
        activityId: `1:${randomBytes(24).toString('base64url')}`,
        ...(channel === undefined ? {} : { channel: channel.name }),
      },
      subject: describeCard(card, `Card of ${name}`),
      from: { name, address: '' },
      findings: [makeTeamsFinding('TEAMS_CARD_READ'), ...lintTeamsCard(card, 'bot')],
      card,
      receivedAt: context.now(),
    },
    Buffer.from(json),
  )
}
