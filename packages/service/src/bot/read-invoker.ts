import { CountersignError } from '@countersign/core'
import { isGuid } from '../config/object-ids.js'
import type { ActorIds } from '../config/service-options.js'
import type { ServiceConfig } from '../config/service-config.js'
import { isJsonObject, type BotActivity } from './read-activity.js'

/**
 * Who pressed, as the verified connector says it: the user's object id, in the tenant of the conversation. Names and
 * the bot's own user ids (`29:…`) are neither.
 *
 * @throws CountersignError `ERR_REQUEST_ACTIVITY` where tenant or user is missing or the activity names two tenants,
 *   `ERR_TOKEN_TENANT` for a tenant that is not allowed
 */
export function readInvoker({ body }: BotActivity, { tenants }: Pick<ServiceConfig, 'tenants'>): ActorIds {
  const channelTenant = member(member(body['channelData'], 'tenant'), 'id')
  const conversationTenant = member(body['conversation'], 'tenantId')
  const named = [channelTenant, conversationTenant].filter((id) => id !== undefined).map(lowerCase)
  const [tenantId] = named
  const objectId = lowerCase(member(body['from'], 'aadObjectId'))
  if (!isGuid(tenantId) || !isGuid(objectId) || named.some((id) => id !== tenantId)) {
    throw new CountersignError('ERR_REQUEST_ACTIVITY')
  }
  if (!tenants.has(tenantId)) throw new CountersignError('ERR_TOKEN_TENANT')
  return { tenantId, objectId }
}

function member(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function lowerCase(id: unknown): unknown {
  return typeof id === 'string' ? id.toLowerCase() : id
}
