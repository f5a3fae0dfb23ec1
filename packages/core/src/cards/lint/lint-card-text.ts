import { isCodedError } from '../../errors/index.js'
import type { Finding } from '../../finding.js'
import { parseCardJson } from '../parse-card.js'
import { createFinding, defineFindings } from './finding-definition.js'
import { lintCard } from './lint-card.js'
import type { LintContext } from './lint-context.js'

export const readFindings = defineFindings({
  CARD_UNREADABLE: {
    severity: 'error',
    message: 'The card is not strict JSON: a syntax error, a member given twice, or nesting without end.',
    hint: 'Correct the JSON; every member of an object must have its own name.',
    vendorText: 'No card is enabled on this message',
  },
})

/** As {@link lintCard}, from the card's JSON text: a text that cannot be read is a finding, too. */
export function lintCardText(text: string, context: LintContext = {}): Finding[] {
  let card: unknown
  try {
    card = parseCardJson(text)
  } catch (error) {
    if (!isCodedError(error)) throw error
    const cause = error.cause instanceof Error ? error.cause.message : error.message
    return [createFinding('CARD_UNREADABLE', readFindings.CARD_UNREADABLE, '', cause)]
  }
  return lintCard(card, context)
}
