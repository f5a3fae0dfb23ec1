import { CountersignError } from '../../errors/index.js'
import { EXTRACTED_CARDS_MAX, HTML_MAX_LENGTH } from '../card-limits.js'
import type { CardEntity } from '../types/index.js'
import { CardCollector } from './card-collector.js'
import { tokenizeHtml } from './tokenize-html.js'

/** One card found in a mail's HTML. Nothing of it is verified, or even read. */
export interface ExtractedCard {
  readonly form: 'signed' | 'unsigned'
  readonly entity: CardEntity
  /** The JWS of a signed card, the JSON text of an unsigned one. */
  readonly text: string
}

/**
 * Finds every card in a mail's HTML body, in the order of the source: signed ones (microdata entity
 * SignedAdaptiveCard or SignedMessageCard) and unsigned ones (script of type application/adaptivecard+json, or
 * application/ld+json with a MessageCard; a signed card may stand in such a script, too). It returns all of them, at most EXTRACTED_CARDS_MAX, so that the caller
 * can refuse a mail with more than one. What stands in comments, styles or other scripts is no card.
 *
 * @throws CountersignError ERR_CARD_HTML_SIZE
 */
export function extractCards(html: string): ExtractedCard[] {
  if (html.length > HTML_MAX_LENGTH) throw new CountersignError('ERR_CARD_HTML_SIZE')
  const collector = new CardCollector(html)
  for (const token of tokenizeHtml(html)) {
    collector.take(token)
    if (collector.count >= EXTRACTED_CARDS_MAX) break
  }
  return collector.finish().slice(0, EXTRACTED_CARDS_MAX)
}
