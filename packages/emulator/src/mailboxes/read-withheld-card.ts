import type { Admission } from '@countersign/admission'
import { isCodedError, parseCard, parseMessageCard, type AnyCard } from '@countersign/core'
import { extractCards, SIGNED_CARD_MAX_LENGTH, type ExtractedCard } from '@countersign/core/cards'
import { decodeCompactJws } from '@countersign/core/jose'

/**
 * The card of a mail that was not admitted, signature and all the rest unjudged: for a platform that is told to show it
 * all the same. Undefined where the mail has none that can be read, or several.
 */
export function readWithheldCard(admission: Admission): AnyCard | undefined {
  const { html } = admission.mail
  if (admission.outcome !== 'withheld' || html === undefined) return undefined
  try {
    const [found, ...others] = extractCards(html)
    if (found === undefined || others.length > 0) return undefined
    return readCard(found)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

function readCard({ form, entity, text }: ExtractedCard): AnyCard | undefined {
  const parse = entity === 'MessageCard' ? parseMessageCard : parseCard
  if (form === 'unsigned') return parse(text)
  const { payload } = decodeCompactJws(text, { maxLength: SIGNED_CARD_MAX_LENGTH })
  const serialized = payload[entity === 'MessageCard' ? 'messageCardSerialized' : 'adaptiveCardSerialized']
  return typeof serialized === 'string' ? parse(serialized) : undefined
}
