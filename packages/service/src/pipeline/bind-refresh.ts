import { bindCard, CountersignError, type OutlookCard } from '@countersign/core'
import { sealFor } from '../kinds/seal-for.js'
import type { Press } from './press.js'

/**
 * A card that goes back to the actor of a press: its actions get tokens that keep item, actor, version, times and
 * token id of the one that fetched it. Never later, never wider, and nothing that a ledger would take for new.
 */
export function bindRefresh(card: OutlookCard, press: Press): OutlookCard {
  const { claims, kind, runtime } = press
  const named: OutlookCard = {
    ...card,
    originator: claims.originator,
    ...(claims.correlationId === undefined ? {} : { correlationId: claims.correlationId }),
  }
  const { limited } = runtime.config
  // A copy that is known to be writable: what fails here is a card that fails, and not the answer that holds it.
  if (kind.withoutLimitedToken !== undefined) return JSON.parse(JSON.stringify(named)) as OutlookCard
  if (limited === undefined) throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  return bindCard(named, {
    decisions: kind.decisions,
    url: kind.url,
    placement: kind.placement,
    parameter: kind.parameter,
    tokenFor: sealFor(limited, claims),
  })
}
