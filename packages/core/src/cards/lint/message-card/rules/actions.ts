import { toText } from '../../../tree/to-text.js'
import { defineFindings } from '../../finding-definition.js'
import { defineRule } from '../../lint-rule.js'
import { isObjectList, listActionLists, listObjects } from '../list-action-lists.js'

const findings = defineFindings({
  CARD_ACTIONS_FORM: {
    severity: 'error',
    message: 'potentialAction or actions is not a list of objects.',
    hint: 'Write "potentialAction": [{ "@type": "HttpPOST", … }].',
  },
  CARD_ACTIONS_MANY: {
    severity: 'error',
    message: 'A potentialAction has more than four actions.',
    hint: 'Keep the four that matter most, or put some of them into sections.',
  },
  CARD_ACTION_CARD_NESTED: {
    severity: 'error',
    message: 'An ActionCard stands in an ActionCard.',
    hint: 'Put only HttpPOST and OpenUri into an ActionCard.',
  },
  CARD_ACTION_CARD_ACTION: {
    severity: 'error',
    message: 'An ActionCard has an action that only a potentialAction may have.',
    hint: 'Put only HttpPOST and OpenUri into an ActionCard.',
  },
  CARD_MESSAGE_ACTION_UNKNOWN: {
    severity: 'error',
    message: 'The @type of an action is none of HttpPOST, OpenUri, ActionCard, InvokeAddInCommand.',
    hint: 'Use one of these four, spelled as here.',
  },
  CARD_ACTION_NAME_MISSING: {
    severity: 'warning',
    message: 'An action has no name, so its button has no text.',
    hint: 'Set "name" to a verb.',
  },
})

/** In each `potentialAction` (message-card-reference.md, "Actions"). */
const MAX_ACTIONS = 4
const IN_ACTION_CARDS = ['HttpPOST', 'OpenUri']
const KNOWN = [...IN_ACTION_CARDS, 'ActionCard', 'InvokeAddInCommand']

export const actionsRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { of, list, path } of listActionLists(nodes)) {
      if (!isObjectList(list)) report('CARD_ACTIONS_FORM', path)
      if (of === 'potentialAction' && Array.isArray(list) && list.length > MAX_ACTIONS)
        report('CARD_ACTIONS_MANY', path)
      for (const { node, path: at } of listObjects(list, path)) {
        const type = toText(node['@type'])
        if (!KNOWN.includes(type)) report('CARD_MESSAGE_ACTION_UNKNOWN', at)
        else if (of === 'ActionCard' && type === 'ActionCard') report('CARD_ACTION_CARD_NESTED', at)
        else if (of === 'ActionCard' && !IN_ACTION_CARDS.includes(type)) report('CARD_ACTION_CARD_ACTION', at)
        if (typeof node.name !== 'string' || node.name === '') report('CARD_ACTION_NAME_MISSING', at)
      }
    }
  },
})
