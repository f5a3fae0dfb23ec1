import { CountersignError, isCodedError } from '../errors/index.js'
import { parseStrictJson } from '../jose/index.js'
import { CARD_MAX_DEPTH, CARD_MAX_LENGTH } from './card-limits.js'
import { isJsonObject } from './tree/json-object.js'
import type { OutlookCard } from './types/index.js'

/**
 * Reads a card's JSON text, strictly: no duplicate members, at most CARD_MAX_DEPTH levels and CARD_MAX_LENGTH
 * characters. Only the frame is checked (an object of type AdaptiveCard); `lintCard` judges the rest.
 *
 * @throws CountersignError ERR_CARD_SIZE, ERR_CARD_UNREADABLE or ERR_CARD_TYPE
 */
export function parseCard(text: string): OutlookCard {
  const card = parseCardJson(text)
  if (!isOutlookCard(card)) throw new CountersignError('ERR_CARD_TYPE')
  return card
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
  return isJsonObject(value) && value.type === 'AdaptiveCard'
}
