import { CountersignTypeError, isCodedError, normalizeAddress, type ActorBinding } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { ActorIds } from '../config/service-options.js'
import type { Recipient } from './send-options.js'

export interface ResolvedRecipient {
  readonly address: string
  /** What is sealed into this recipient's tokens. */
  readonly binding: ActorBinding
  /** Tenants that the actor may come from: one where the ids are known. Empty where tokens name no tenant. */
  readonly tenantIds: readonly string[]
}

/** How each recipient will be recognised when they press. Throws `ERR_CONFIG_SEND` with every problem. */
export async function resolveRecipients(
  recipients: readonly Recipient[],
  config: ServiceConfig,
): Promise<readonly ResolvedRecipient[]> {
  const problems: string[] = []
  const resolved: ResolvedRecipient[] = []
  for (const [index, recipient] of recipients.entries()) {
    const found = await resolveRecipient(recipient, config)
    if (typeof found === 'string') problems.push(`to, entry ${String(index + 1)}: ${found}`)
    else resolved.push(found)
  }
  if (new Set(resolved.map(({ address }) => address)).size !== resolved.length) {
    problems.push('to: an address is repeated')
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_SEND', problems)
  return resolved
}

async function resolveRecipient(
  recipient: Recipient,
  config: ServiceConfig,
): Promise<ResolvedRecipient | string> {
  // Without types, `to` may hold anything.
  const entry: Partial<Exclude<Recipient, string>> | string | null | undefined = recipient
  const address = tryNormalize(typeof entry === 'string' ? entry : entry?.address)
  if (address === undefined) return 'not an address that can be compared (ASCII, user@domain)'
  if (typeof recipient !== 'string') return bindByIds(address, recipient, config)
  // Look-ups of all kinds say null for nobody.
  const ids: ActorIds | null | undefined = await config.resolveActor?.(address)
  if (ids !== undefined && ids !== null) return bindByIds(address, ids, config)
  if (config.resolveActor !== undefined) return 'resolveActor knows nobody with this address'
  if (config.profile === 'substrate') return { address, binding: { address }, tenantIds: [] }
  if (config.bindActorBy !== 'address') {
    return 'give { address, tenantId, objectId }, or set resolveActor, or bindActorBy: address (COUNTERSIGN_BIND_ACTOR_BY)'
  }
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const tenantIds = [...config.tenants].filter(([, domains]) => domains.has(domain)).map(([id]) => id)
  if (tenantIds.length === 0)
    return 'no configured tenant vouches for the domain, so nobody could press the card'
  return { address, binding: { address }, tenantIds }
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function bindByIds(
  address: string,
  ids: { readonly tenantId: string; readonly objectId: string },
  config: ServiceConfig,
): ResolvedRecipient | string {
  const tenantId = String(ids.tenantId).toLowerCase()
  const objectId = String(ids.objectId).toLowerCase()
  if (!GUID.test(tenantId) || !GUID.test(objectId)) return 'tenantId and objectId must be GUIDs'
  if (config.profile === 'entra' && !config.tenants.has(tenantId)) return 'the tenant is not one of `tenants`'
  return { address, binding: { tenantId, objectId }, tenantIds: [tenantId] }
}

function tryNormalize(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  try {
    return normalizeAddress(address)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}
