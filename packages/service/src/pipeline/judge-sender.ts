import {
  CountersignError,
  normalizeAddress,
  type LimitedClaims,
  type VerifiedActionToken,
} from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { CardPlace } from '../kinds/kind-options.js'
import { placeOf, senderOfBot } from './card-place.js'

export interface SenderContext {
  readonly config: ServiceConfig
  readonly kind: KindDefinition
  readonly token: VerifiedActionToken
}

/**
 * That the press comes from where the card was brought, and says where that is. An absent sender never equals an
 * absent expectation: cards of channels and bots have a sealed sender too.
 *
 * @throws CountersignError `ERR_ACTION_SENDER`
 */
export function judgeSender(claims: LimitedClaims, context: SenderContext): CardPlace {
  const place = placeOf(claims.sender)
  if (!isFrom(place, claims, context) || place === undefined) throw new CountersignError('ERR_ACTION_SENDER')
  return place
}

function isFrom(
  place: CardPlace | undefined,
  claims: LimitedClaims,
  { config, kind, token }: SenderContext,
): boolean {
  switch (place) {
    case undefined:
      return false
    case 'mail':
      return token.profile !== 'bot' && isFromMail(claims, config, token)
    case 'channel':
      // A mail's token names its sender, so that a mail that repeats a channel's card is known by it.
      return token.profile !== 'bot' && token.sender === undefined && kind.actors === 'authorized'
    case 'bot':
      return token.profile === 'bot' && claims.sender === senderOfBot(token.audience)
  }
}

function isFromMail(claims: LimitedClaims, config: ServiceConfig, token: VerifiedActionToken): boolean {
  if (config.sender !== undefined && claims.sender !== config.sender) return false
  // Entra tokens name no sender, connector messages have none; a mail's token must name the one that was sealed.
  const isMail = token.profile === 'substrate' && token.actor.objectId === undefined
  if (!isMail && token.sender === undefined) return true
  return token.sender !== undefined && normalizeAddress(token.sender) === claims.sender
}
