import { CountersignTypeError } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { hashItem, tenantScopeOf } from '../pipeline/ledger-keys.js'
import type { ResolvedRecipient } from './resolve-recipients.js'

/**
 * The tenant scopes in which recipients of an item will be looked up. Two scopes would be two items, decided
 * twice: where an item may be decided once over all recipients that is a mistake, `ERR_CONFIG_SEND`.
 */
export function listItemScopes(
  kind: KindDefinition,
  recipients: readonly Pick<ResolvedRecipient, 'tenantIds'>[],
): readonly string[] {
  const tenantIds = recipients.flatMap<string | undefined>(({ tenantIds }) =>
    tenantIds.length === 0 ? [undefined] : tenantIds,
  )
  const scopes = [...new Set(tenantIds.map((tenantId) => tenantScopeOf(kind, tenantId)))]
  if (scopes.length > 1 && kind.once === 'item') {
    throw new CountersignTypeError(
      'ERR_CONFIG_SEND',
      "to: the recipients are in several tenants, and the kind's items are unique within a tenant; say itemsUniqueWithin: service",
    )
  }
  return scopes
}

/** Every key under which an item may stand in the ledger. */
export function hashAllScopes(kind: KindDefinition, item: string, config: ServiceConfig): readonly string[] {
  const scopes = new Set([undefined, ...config.tenants.keys()].map((id) => tenantScopeOf(kind, id)))
  return [...scopes].map((scope) => hashScope(kind, { item, scope }, config))
}

export function hashScope(
  kind: KindDefinition,
  { item, scope }: { readonly item: string; readonly scope: string },
  config: ServiceConfig,
): string {
  return hashItem({
    service: config.name,
    originator: config.originator ?? '',
    kind,
    tenantScope: scope,
    item,
  })
}
