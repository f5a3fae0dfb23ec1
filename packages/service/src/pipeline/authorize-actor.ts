import { CountersignError, type LimitedClaims } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { Actor } from '../kinds/actor.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { startBudget } from './budget.js'

/**
 * Whether an actor may act on a card that was made for nobody in particular. Both the list and the hook must agree
 * where both are there; with neither of them nobody may.
 *
 * @throws CountersignError `ERR_ACTION_FORBIDDEN`, `ERR_ACTION_AUTHORIZE`; whatever the hook throws
 */
export async function authorizeActor(
  actor: Actor,
  claims: LimitedClaims,
  context: { readonly kind: KindDefinition; readonly config: ServiceConfig },
): Promise<void> {
  const { kind, config } = context
  if (kind.actors === 'recipients') return
  const { objectIds, authorize } = kind
  const listed = objectIds === undefined || objectIds.has(actor.objectId?.toLowerCase() ?? '')
  if (!listed || (objectIds === undefined && authorize === undefined)) {
    throw new CountersignError('ERR_ACTION_FORBIDDEN')
  }
  if (authorize === undefined) return
  const budget = startBudget(config.actBudgetMs)
  try {
    const { item, version, decision } = claims
    const asked = { kind: kind.name, item, version, ...(decision === undefined ? {} : { decision }) }
    // Called inside an async function so that a synchronous throw is caught like any other.
    const verdict: unknown = await budget.race((async () => authorize(actor, Object.freeze(asked)))())
    if (verdict === 'late') throw new CountersignError('ERR_ACTION_AUTHORIZE')
    if (verdict !== true) throw new CountersignError('ERR_ACTION_FORBIDDEN')
  } finally {
    budget.end()
  }
}
