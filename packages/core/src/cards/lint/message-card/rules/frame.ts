import { isMisnamedMessageCard } from '../../../is-message-card.js'
import { defineFindings } from '../../finding-definition.js'
import { defineRule } from '../../lint-rule.js'

const findings = defineFindings({
  CARD_MESSAGE_TYPE: {
    severity: 'error',
    message: 'The card is not a MessageCard.',
    hint: 'Set "@type" to "MessageCard", and leave "type" out.',
    vendorText: 'No card is enabled on this message',
  },
  CARD_CONTEXT: {
    severity: 'error',
    message: 'The MessageCard has no "@context", or another one.',
    hint: 'Set "@context" to "https://schema.org/extensions".',
  },
  CARD_CONTEXT_HTTP: {
    severity: 'warning',
    message: 'The "@context" begins with http; the documents write https.',
    hint: 'Set "@context" to "https://schema.org/extensions".',
  },
  CARD_SUMMARY_MISSING: {
    severity: 'error',
    message: 'The MessageCard has neither a summary nor a text.',
    hint: 'Set "summary" to what the list of messages shall show.',
  },
  CARD_LEGACY: {
    severity: 'info',
    message: 'MessageCards are not shown on Mac and mobile.',
    hint: 'Convert it with countersign card convert, and send the Adaptive Card.',
  },
  CARD_THEME_COLOR: {
    severity: 'warning',
    message: 'themeColor is not six hexadecimal digits.',
    hint: 'Write it like "0078D7".',
  },
})

const MISNAMED = 'The "@type" is not written as "MessageCard", letter by letter.'
const CONTEXT = 'https://schema.org/extensions'
const CONTEXT_HTTP = 'http://schema.org/extensions'

/** Source: docs/actionable-messages/message-card-reference.md, "Card fields". */
export const frameRule = defineRule({
  findings,
  check({ root }, report) {
    if (isMisnamedMessageCard(root)) report('CARD_MESSAGE_TYPE', '/@type', MISNAMED)
    else if (root['@type'] !== 'MessageCard' || root.type === 'AdaptiveCard') report('CARD_MESSAGE_TYPE', '')
    const context = root['@context']
    if (context === CONTEXT_HTTP) report('CARD_CONTEXT_HTTP', '/@context')
    else if (context !== CONTEXT) report('CARD_CONTEXT', context === undefined ? '' : '/@context')
    if (!isText(root.summary) && !isText(root.text)) report('CARD_SUMMARY_MISSING', '')
    report('CARD_LEGACY', '')
    const { themeColor } = root
    if (themeColor !== undefined && !(typeof themeColor === 'string' && /^#?[0-9a-f]{6}$/i.test(themeColor)))
      report('CARD_THEME_COLOR', '/themeColor')
  },
})

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
