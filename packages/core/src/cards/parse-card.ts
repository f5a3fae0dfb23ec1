import { CountersignError, isCodedError } from '../errors/index.js'
import { parseStrictJson } from '../jose/index.js'
import { CARD_MAX_DEPTH, CARD_MAX_LENGTH } from './card-limits.js'
import { isMessageCard } from './is-message-card.js'
import { isJsonObject } from './tree/json-object.js'
import type { AnyCard, MessageCard, OutlookCard } from './types/index.js'

const ADAPTIVE_HINT =
  'Give a JSON object whose "type" is "AdaptiveCard", and without the "@type" of a MessageCard.'
const MESSAGE_HINT =
  'Give a JSON object whose "@type" is "MessageCard", and without the "type" of an Adaptive Card.'

/**
 * Reads a card's JSON text, strictly: no duplicate members, at most CARD_MAX_DEPTH levels and CARD_MAX_LENGTH
 * characters. Only the frame is checked (an object of type AdaptiveCard); `lintCard` judges the rest.
 *
 * @throws CountersignError ERR_CARD_SIZE, ERR_CARD_UNREADABLE or ERR_CARD_TYPE
 */
export function parseCard(text: string): OutlookCard {
  const card = parseCardJson(text)
  if (!isOutlookCard(card)) throw refuseType('The card is not an Adaptive Card.', ADAPTIVE_HINT)
  return card
}

/**
 * As {@link parseCard}, for a MessageCard: an object of `@type` MessageCard.
 *
 * @throws CountersignError ERR_CARD_SIZE, ERR_CARD_UNREADABLE or ERR_CARD_TYPE
 */
export function parseMessageCard(text: string): MessageCard {
  const card = parseCardJson(text)
  if (!isMessageCard(card)) throw refuseType('The card is not a MessageCard.', MESSAGE_HINT)
  return card
}

/**
 * As {@link parseCard}, for a card of either kind: the text itself tells which, and one that says both is refused (B08).
 *
 * @throws CountersignError ERR_CARD_SIZE, ERR_CARD_UNREADABLE or ERR_CARD_TYPE
 */
export function parseAnyCard(text: string): AnyCard {
  return requireCard(parseCardJson(text))
}

/** @throws CountersignError ERR_CARD_TYPE for a value that is a card of neither kind, or of both (B08) */
export function requireCard(value: unknown): AnyCard {
  if (isMessageCard(value) || isOutlookCard(value)) return value
  throw refuseType('The card is neither an Adaptive Card nor a MessageCard.')
}

/** As {@link parseCard}, for lint: whatever JSON value the text holds. */
export function parseCardJson(text: string): unknown {
  if (text.length > CARD_MAX_LENGTH)
    throw new CountersignError('ERR_CARD_SIZE', undefined, { details: { length: text.length } })
  try {
    return parseStrictJson(text.replace(/^\uFEFF/, ''), {
      maxDepth: CARD_MAX_DEPTH,
      maxLength: CARD_MAX_LENGTH,
    })
  } catch (error) {
    if (!isCodedError(error)) throw error
    throw new CountersignError('ERR_CARD_UNREADABLE', undefined, { cause: error })
  }
}

function isOutlookCard(value: unknown): value is OutlookCard {
  return isJsonObject(value) && value.type === 'AdaptiveCard' && value['@type'] !== 'MessageCard'
}

function refuseType(message: string, hint?: string): CountersignError {
  return new CountersignError('ERR_CARD_TYPE', message, hint === undefined ? {} : { hint })
}
