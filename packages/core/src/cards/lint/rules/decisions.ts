import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_DECISION_NO_BUTTON: {
    severity: 'info',
    message: 'A decision has no button in this card.',
    hint: 'Add an Action.Http whose id is the decision, if it shall be offered.',
  },
  CARD_ACTION_NO_DECISION: {
    severity: 'warning',
    message: 'An Action.Http has an id that is no decision: it is sent as it stands, without a token.',
    hint: 'Set its id to the name of a decision, or leave it if another service answers it.',
  },
  CARD_DECISION_GET: {
    severity: 'error',
    message: 'A decision uses GET: link scanners follow GETs, so they must never change anything.',
    hint: 'Set "method" to "POST".',
  },
})

/** Which button is which decision, where the caller says what the decisions are. */
export const decisionsRule = defineRule({
  findings,
  check({ httpActions }, report, { decisions }) {
    if (decisions === undefined) return
    const buttons = httpActions.filter(({ place }) => place !== 'autoInvokeAction')
    for (const { node, path } of buttons) {
      const isDecision = typeof node.id === 'string' && decisions.includes(node.id)
      if (!isDecision) report('CARD_ACTION_NO_DECISION', path)
      else if (node.method === 'GET') report('CARD_DECISION_GET', `${path}/method`)
    }
    for (const decision of decisions)
      if (!buttons.some(({ node }) => node.id === decision))
        report('CARD_DECISION_NO_BUTTON', '', `The decision "${decision}" has no button in this card.`)
  },
})
