import type { Finding } from '../../finding.js'
import { isMessageCard, isMisnamedMessageCard } from '../is-message-card.js'
import { lintWith } from './apply-rules.js'
import type { LintContext } from './lint-context.js'
import { lintRules } from './lint-rules.js'
import { lintMessageCard } from './message-card/lint-message-card.js'

/**
 * Judges a card of either kind by everything that is known to make Outlook drop, refuse or misread it, and by what
 * makes it unsafe. A card without findings of severity `error` is one that the platform shows and that is safe to send.
 * The card may be any JSON value: what is wrong is the point.
 */
export function lintCard(card: unknown, context: LintContext = {}): Finding[] {
  const isMeant = isMessageCard(card) || isMisnamedMessageCard(card)
  return isMeant ? lintMessageCard(card, context) : lintWith(lintRules, card, context)
}
