import {
  CountersignError,
  isCodedError,
  normalizeAddress,
  type ActorBinding,
  type VerifiedActionToken,
} from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { Actor } from '../kinds/actor.js'
import type { KindDefinition } from '../kinds/kind-definition.js'

export interface MatchedActor {
  readonly actor: Actor
  readonly binding: ActorBinding
}

/**
 * Which of the actors that a card was sealed for is the one in the verified token; on a channel's card that only
 * says where they come from, and they have to be authorised. Throws `ERR_ACTION_FORBIDDEN`
 * when none is, `ERR_ACTION_GUEST` or `ERR_ACTION_DOMAIN` when the tenant cannot vouch for the address.
 */
export function matchActor(
  bindings: readonly ActorBinding[],
  token: VerifiedActionToken,
  { config, kind }: { readonly config: ServiceConfig; readonly kind: Pick<KindDefinition, 'actors'> },
): MatchedActor {
  const { tenantId, objectId } = token.actor
  // A token for anyone of a tenant never stands for the recipients of a mail.
  const byTenant =
    kind.actors === 'authorized' && objectId !== undefined
      ? bindings.find((binding) => 'anyone' in binding && isSameId(binding.tenantId, tenantId))
      : undefined
  if (byTenant !== undefined) return { binding: byTenant, actor: actorOf(token) }
  const byIds = bindings.find(
    (binding) =>
      'objectId' in binding && isSameId(binding.tenantId, tenantId) && isSameId(binding.objectId, objectId),
  )
  if (byIds !== undefined) return { binding: byIds, actor: actorOf(token) }
  const address = vouchedAddress(token, config)
  const byAddress = bindings.find((binding) => 'address' in binding && binding.address === address)
  if (address === undefined || byAddress === undefined) throw new CountersignError('ERR_ACTION_FORBIDDEN')
  checkVouching(token, address, config)
  return { binding: byAddress, actor: actorOf(token, address) }
}

/** The actor of a token, without a card: for `verifyAction`. */
export function actorOf(token: VerifiedActionToken, address = token.actor.address): Actor {
  const { tenantId, objectId, changeableName, exchangeUser } = token.actor
  // Assigned one after the other: spread into one object, each actor would be of a shape of its own.
  const actor: { -readonly [Name in keyof Actor]: Actor[Name] } = {}
  if (tenantId !== undefined) actor.tenantId = tenantId
  if (objectId !== undefined) actor.objectId = objectId
  if (address !== undefined) actor.address = address
  if (exchangeUser !== undefined) actor.exchangeUser = exchangeUser
  if (changeableName !== undefined) actor.displayName = changeableName
  return Object.freeze(actor)
}

/** Absent ids never equal anything, least of all each other. */
function isSameId(bound: string, id: string | undefined): boolean {
  return id !== undefined && bound.toLowerCase() === id.toLowerCase()
}

/** The address that may be compared: the verified `sub` on `substrate`; on `entra` only where the operator says so. */
function vouchedAddress(token: VerifiedActionToken, config: ServiceConfig): string | undefined {
  const raw = token.profile === 'entra' ? changeableAddress(token, config) : token.actor.address
  if (raw === undefined) return undefined
  try {
    return normalizeAddress(raw)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

function changeableAddress(token: VerifiedActionToken, config: ServiceConfig): string | undefined {
  return config.bindActorBy === 'address' ? token.actor.changeableName : undefined
}

function checkVouching(token: VerifiedActionToken, address: string, config: ServiceConfig): void {
  if (token.profile !== 'entra') return
  if (token.actor.guest) throw new CountersignError('ERR_ACTION_GUEST')
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const domains = config.tenants.get((token.tenantId ?? '').toLowerCase())
  if (domains?.has(domain) !== true) throw new CountersignError('ERR_ACTION_DOMAIN')
}
