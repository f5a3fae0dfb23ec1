import type { KindDefinition } from '../kinds/kind-definition.js'
import type { Actor } from '../kinds/actor.js'
import type { CardPlace } from '../kinds/kind-options.js'
import { hashParts } from './hash-parts.js'

export interface ItemName {
  readonly service: string
  readonly originator: string
  readonly kind: KindDefinition
  /** The tenant that the item belongs to; empty where item ids are unique over the service, or no tenant is known. */
  readonly tenantScope: string
  readonly item: string
}

/** Names the item over all its versions. */
export function hashItem(name: ItemName): string {
  return hashParts(['countersign item', ...listNameParts(name)])
}

/** Names what may happen once: the version of the item, and the actor or the token where the kind says so. */
export function hashOnce(
  name: ItemName,
  press: { readonly version: number; readonly actorKey: string; readonly tokenId: string },
): string {
  const { once } = name.kind
  const narrower = once === 'item' ? [] : [once === 'actor' ? press.actorKey : press.tokenId]
  return hashParts(['countersign once', ...listNameParts(name), String(press.version), ...narrower])
}

/** Who: by tenant and object id where they are known, since addresses change hands. */
export function hashActor(actor: Actor): string {
  return actor.tenantId !== undefined && actor.objectId !== undefined
    ? hashParts(['countersign actor', actor.tenantId, actor.objectId])
    : hashParts(['countersign address', actor.address ?? ''])
}

/**
 * Who asked for exactly what; `body` in its canonical form. A recorded answer is made for where its card stands, so
 * that the same press of a bot's card is another one.
 */
export function hashFingerprint(
  actorKey: string,
  asked: { readonly decision: string; readonly body: string; readonly place: CardPlace },
): string {
  const { decision, body, place } = asked
  return hashParts(['countersign fingerprint', actorKey, decision, body, ...(place === 'bot' ? [place] : [])])
}

/** The tenant part of an item's name. */
export function tenantScopeOf(kind: KindDefinition, tenantId: string | undefined): string {
  return kind.itemsUniqueWithin === 'service' ? '' : (tenantId ?? '').toLowerCase()
}

function listNameParts({ service, kind, originator, tenantScope, item }: ItemName): string[] {
  return [service, kind.name, originator.toLowerCase(), tenantScope, item]
}
