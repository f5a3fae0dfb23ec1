import type { VerifiedWebhookActivity } from '@countersign/core'
import { isJsonObject } from '../bot/read-activity.js'
import { isGuid } from '../config/object-ids.js'
import type { Actor } from '../kinds/actor.js'
import type { WebhookMessage } from './teams-webhook-options.js'

/** Teams mentions the webhook first; entities and spaces may stand around it. */
const MENTION = /^(?:\s|&nbsp;|<p>|<div>)*<at[^>]{0,200}>[^<]{0,500}<\/at>(?:\s|&nbsp;)*/

/** The parts of a verified message that a handler asks for. */
export function readMessage({ id, activity }: VerifiedWebhookActivity): Omit<WebhookMessage, 'signal'> {
  const { text } = activity
  return {
    id,
    text: typeof text === 'string' ? text.replace(MENTION, '') : '',
    actor: readActor(activity),
    activity,
  }
}

/** Ids of two conversations may be alike: Teams counts them in milliseconds. */
export function conversationOf(activity: Readonly<Record<string, unknown>>): string {
  return textOf(activity['conversation'], 'id') ?? ''
}

function readActor(activity: Readonly<Record<string, unknown>>): Actor {
  const channelData = activity['channelData']
  const tenant = isJsonObject(channelData) ? channelData['tenant'] : undefined
  const tenantId = (textOf(tenant, 'id') ?? textOf(activity['conversation'], 'tenantId'))?.toLowerCase()
  const objectId = textOf(activity['from'], 'aadObjectId')?.toLowerCase()
  const displayName = textOf(activity['from'], 'name')
  return Object.freeze({
    ...(isGuid(tenantId) ? { tenantId } : {}),
    ...(isGuid(objectId) ? { objectId } : {}),
    ...(displayName === undefined ? {} : { displayName }),
  })
}

function textOf(value: unknown, name: string): string | undefined {
  const found = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return typeof found === 'string' ? found : undefined
}
