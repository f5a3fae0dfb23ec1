import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_OPEN_URL_MISSING: {
    severity: 'warning',
    message: 'The card has no Action.OpenUrl.',
    hint: 'Add one that opens the item in its own application, for whoever cannot or may not act here.',
  },
})

/** Source: docs/actionable-messages/adaptive-card.md, "Refresh cards". */
export const openUrlRule = defineRule({
  findings,
  check({ actions }, report) {
    if (!actions.some(({ node }) => node.type === 'Action.OpenUrl')) report('CARD_OPEN_URL_MISSING', '')
  },
})
