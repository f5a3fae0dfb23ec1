import { teamsUserId } from '../bot/teams-user-id.js'
import type { Channel } from '../channels/channel.js'
import { teamsThread } from '../channels/teams-thread.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import { BOT_SERVICE_URL } from '../issuers/bot-claims.js'

export interface MessageActivityFacts {
  /** Unique per message. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly user: DirectoryUser
  readonly channel: Channel
  /** The webhook's name. */
  readonly name: string
  readonly text: string
}

/** The message activity of an outgoing webhook, with the members of the documented sample. */
export function buildMessageActivity(facts: MessageActivityFacts): Record<string, unknown> {
  const { user, channel, name } = facts
  const thread = teamsThread(channel)
  const timestamp = new Date(facts.at).toISOString()
  return {
    type: 'message',
    id: facts.id,
    timestamp,
    localTimestamp: timestamp,
    serviceUrl: BOT_SERVICE_URL,
    channelId: 'msteams',
    from: { id: teamsUserId(name, user), name: user.displayName, aadObjectId: user.objectId },
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: user.tenantId,
      id: `${thread};messageid=${facts.id}`,
      name: null,
    },
    recipient: null,
    textFormat: 'plain',
    attachmentLayout: null,
    text: `<at>${escapeText(name)}</at> ${escapeText(facts.text)}`,
    attachments: [],
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web' }],
    channelData: {
      teamsChannelId: thread,
      channel: { id: thread },
      team: { name: channel.team },
      tenant: { id: user.tenantId },
    },
    locale: 'en-US',
  }
}

/** Teams sends the text as HTML would have it, the mention in `<at>`. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
