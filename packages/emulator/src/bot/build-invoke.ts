import type { DirectoryUser } from '../directory/directory-user.js'
import { BOT_SERVICE_URL } from '../issuers/bot-claims.js'
import type { MessageSource } from '../mailboxes/message-source.js'
import { orgUserId, teamsUserId } from './teams-user-id.js'

/** Everything that differs from one invoke to the next. */
export interface InvokeFacts {
  readonly source: Extract<MessageSource, { type: 'chat' }>
  readonly user: DirectoryUser
  readonly action: Readonly<Record<string, unknown>>
  /** The action's data with the inputs in it. */
  readonly data: unknown
  /** `automatic`: the card's `refresh.action`, without a click. */
  readonly trigger: 'manual' | 'automatic'
  /** Unique per invoke. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The activity `adaptiveCard/action` (PROTOCOL 3.4), as Teams sends it. */
export function buildInvoke(facts: InvokeFacts): Record<string, unknown> {
  const { source, user, action } = facts
  const { type, id, verb, title } = action
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: facts.id,
    timestamp: new Date(facts.at).toISOString(),
    serviceUrl: BOT_SERVICE_URL,
    channelId: source.channelId,
    from: {
      id: teamsUserId(source.appId, user),
      name: user.displayName,
      aadObjectId: user.objectId,
    },
    conversation: {
      conversationType: source.channel === undefined ? 'personal' : 'channel',
      ...(source.channel === undefined ? {} : { isGroup: true }),
      tenantId: user.tenantId,
      id: source.conversation,
    },
    recipient: { id: `28:${source.appId}`, name: source.botName },
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web' }],
    channelData: { tenant: { id: user.tenantId }, source: { name: 'message' } },
    replyToId: source.activityId,
    locale: 'en-US',
    value: {
      action: {
        type,
        ...(typeof id === 'string' ? { id } : {}),
        ...(typeof title === 'string' ? { title } : {}),
        ...(typeof verb === 'string' ? { verb } : {}),
        data: facts.data,
      },
      trigger: facts.trigger,
    },
  }
}

/** The inputs in the action's data, as the official renderer merges them: an input wins over a member of its name. */
export function mergeInputs(
  action: Readonly<Record<string, unknown>>,
  inputs: ReadonlyMap<string, string>,
): unknown {
  const { data, associatedInputs } = action
  const taken = typeof associatedInputs !== 'string' || associatedInputs.toLowerCase() !== 'none'
  // A text takes no members, so the inputs are lost, as they are in the renderer.
  if (typeof data === 'string') return data
  const own = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : []
  return Object.fromEntries(taken ? [...own, ...inputs] : own)
}

/** Whether the card is refreshed for this person when it is shown: for those it names, else for everybody. */
export function refreshesFor(userIds: unknown, appId: string, user: DirectoryUser): boolean {
  if (!Array.isArray(userIds)) return true
  const own: readonly unknown[] = [teamsUserId(appId, user), orgUserId(user)]
  return userIds.some((each) => own.includes(each))
}
