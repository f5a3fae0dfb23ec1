import { isCodedError } from '../../errors/index.js'
import { parseStrictJson } from '../../jose/index.js'
import { CARD_MAX_DEPTH, SIGNED_CARD_MAX_LENGTH } from '../card-limits.js'
import { isJsonObject, stringMember } from '../tree/json-object.js'
import type { ExtractedCard } from './extract-cards.js'

/**
 * The card in a script of linked data (JSON-LD), if there is one. A mail may carry other linked data, so it has to say
 * that it is a card; but however oddly it says so (single quotes, a list of types, comments), another reader may
 * understand it, so it counts as one, and is refused later.
 *
 * The signed forms are the vendor's markup of 2018; microdata has taken their place.
 */
export function readLinkedData(text: string): ExtractedCard[] {
  if (!/(?:message|adaptive)card/i.test(unescapeJson(text))) return []
  const value = parse(text)
  const type = isJsonObject(value) ? value['@type'] : undefined
  if (isJsonObject(value) && type === 'SignedMessageCard')
    return [{ form: 'signed', entity: 'MessageCard', text: readJws(value, 'signedMessageCard') }]
  if (isJsonObject(value) && type === 'SignedAdaptiveCard')
    return [{ form: 'signed', entity: 'AdaptiveCard', text: readJws(value, 'signedAdaptiveCard') }]
  return [{ form: 'unsigned', entity: 'MessageCard', text }]
}

function unescapeJson(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function parse(text: string): unknown {
  try {
    return parseStrictJson(text, { maxDepth: CARD_MAX_DEPTH, maxLength: SIGNED_CARD_MAX_LENGTH })
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

function readJws(value: Readonly<Record<string, unknown>>, member: string): string {
  return (stringMember(value, member) ?? '').trim()
}
