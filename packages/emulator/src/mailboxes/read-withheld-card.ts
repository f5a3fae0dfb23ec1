import type { Admission } from '@countersign/admission'
import { isCodedError, parseCard, type OutlookCard } from '@countersign/core'
import { extractCards, SIGNED_CARD_MAX_LENGTH } from '@countersign/core/cards'
import { decodeCompactJws } from '@countersign/core/jose'

/**
 * The card of a mail that was not admitted, signature and all the rest unjudged: for a platform that is told to show it
 * all the same. Undefined where the mail has none that can be read, or several.
 */
export function readWithheldCard(admission: Admission): OutlookCard | undefined {
  const { html } = admission.mail
  if (admission.outcome !== 'withheld' || html === undefined) return undefined
  try {
    const [found, ...others] = extractCards(html)
    if (found === undefined || others.length > 0) return undefined
    return found.form === 'signed' ? decodeSignedCard(found.text) : parseCard(found.text)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

function decodeSignedCard(jws: string): OutlookCard | undefined {
  const { payload } = decodeCompactJws(jws, { maxLength: SIGNED_CARD_MAX_LENGTH })
  const { adaptiveCardSerialized } = payload
  return typeof adaptiveCardSerialized === 'string' ? parseCard(adaptiveCardSerialized) : undefined
}
