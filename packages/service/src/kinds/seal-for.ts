import type { LimitedClaims, LimitedTokens } from '@countersign/core'

/** Seals one token for each action of a card; all of them share the card's token id. */
export function sealFor(
  limited: LimitedTokens,
  claims: LimitedClaims,
): (decision: string, purpose: 'act' | 'read') => string {
  const { decision: _fetchedBy, ...common } = claims
  return (decision, purpose) =>
    limited.seal(purpose === 'act' ? { ...common, purpose, decision } : { ...common, purpose })
}
