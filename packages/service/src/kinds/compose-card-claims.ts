import { randomUUID } from 'node:crypto'
import type { LimitedClaims } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from './kind-definition.js'

/** What a card is about, and for whom and where it was made. */
export type CardFacts = Pick<
  LimitedClaims,
  'item' | 'version' | 'actors' | 'sender' | 'originator' | 'correlationId'
>

/** When a card made now closes, in seconds since 1970. */
export function closesAtOf(kind: KindDefinition, now: number): number {
  return Math.floor((now + kind.expiresInMs) / 1000)
}

/**
 * The claims that every token of a card shares. One token id for the whole card: its buttons are one token where it
 * may act once.
 *
 * @param now milliseconds since 1970
 */
export function composeCardClaims(
  config: ServiceConfig,
  kind: KindDefinition,
  facts: CardFacts,
  now: number,
): LimitedClaims {
  const closesAt = closesAtOf(kind, now)
  return {
    ...facts,
    jti: randomUUID(),
    iat: now / 1000,
    exp: closesAt,
    closesAt,
    aud: config.name,
    purpose: 'read',
    kind: kind.name,
  }
}
