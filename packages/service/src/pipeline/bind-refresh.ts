import { bindExecuteCard, CountersignError, isMessageCard, type AnyCard } from '@countersign/core'
import { bindAnyCard } from '../kinds/bind-any-card.js'
import { sealFor } from '../kinds/seal-for.js'
import type { Press } from './press.js'

/**
 * A card that goes back for a press: its actions get tokens that keep item, actor, version, times and token id of the
 * one that fetched it. Never later, never wider, and nothing that a ledger would take for new.
 */
export function bindRefresh(card: AnyCard, press: Press): AnyCard {
  const { claims, kind, runtime, place } = press
  const named: AnyCard = place === 'mail' ? nameCard(card, press) : card
  const { limited } = runtime.config
  // A copy that is known to be writable: what fails here is a card that fails, and not the answer that holds it.
  if (kind.withoutLimitedToken !== undefined) return JSON.parse(JSON.stringify(named)) as AnyCard
  if (limited === undefined) throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  const tokenFor = sealFor(limited, claims)
  if (place !== 'bot') return bindAnyCard(named, kind, tokenFor)
  if (isMessageCard(named)) throw new CountersignError('ERR_CARD_BIND')
  return bindExecuteCard(named, { decisions: kind.decisions, parameter: kind.parameter, tokenFor })
}

/** What the platform needs to show a card in mail. */
function nameCard(card: AnyCard, { claims }: Press): AnyCard {
  return {
    ...card,
    originator: claims.originator,
    ...(claims.correlationId === undefined ? {} : { correlationId: claims.correlationId }),
  }
}
