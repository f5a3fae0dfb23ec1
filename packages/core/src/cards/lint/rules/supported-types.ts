import type { CardNode } from '../../tree/walk-nodes.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule, type Report } from '../lint-rule.js'

const findings = defineFindings({
  CARD_ACTION_SUBMIT: {
    severity: 'error',
    message: 'Outlook does not show Action.Submit.',
    hint: 'Use Action.Http.',
  },
  CARD_INPUT_TIME: {
    severity: 'error',
    message: 'Outlook does not show Input.Time.',
    hint: 'Use Input.Text and check the time in the service.',
  },
  CARD_ACTION_UNKNOWN: {
    severity: 'error',
    message: 'The type of this action is unknown to Outlook.',
    hint: 'Use one of the documented actions, spelled as documented.',
  },
  CARD_INPUT_UNKNOWN: {
    severity: 'error',
    message: 'The type of this input is unknown to Outlook.',
    hint: 'Use Input.Text, Input.Number, Input.Date, Input.Toggle or Input.ChoiceSet.',
  },
  CARD_ELEMENT_UNKNOWN: {
    severity: 'error',
    message: 'The type of this element is unknown.',
    hint: 'Use one of the documented elements, spelled as documented.',
  },
  CARD_ELEMENT_UNDOCUMENTED: {
    severity: 'warning',
    message: 'This element exists in Adaptive Cards, but the vendor does not document it for Outlook.',
    hint: 'Try it in every client that matters, or do without.',
  },
  CARD_TYPE_MISSING: {
    severity: 'error',
    message: 'An element or action has no type.',
    hint: 'Give it a "type".',
  },
})

type Code = keyof typeof findings

const ACTIONS = new Set([
  ...['Action.Http', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility', 'Action.Execute'],
  ...['Action.InvokeAddInCommand', 'Action.DisplayMessageForm', 'Action.DisplayAppointmentForm'],
])
const INPUTS = new Set(['Input.Text', 'Input.Number', 'Input.Date', 'Input.Toggle', 'Input.ChoiceSet'])
const ELEMENTS = new Set([
  ...[
    'TextBlock',
    'RichTextBlock',
    'Image',
    'ImageSet',
    'FactSet',
    'Container',
    'ColumnSet',
    'Column',
    'ActionSet',
  ],
])
const UNDOCUMENTED = new Set(['Media', 'Table', 'TableRow', 'TableCell'])

/** Members that hold elements, and members that hold actions. A column may leave its type out. */
const ELEMENT_PLACES = new Set(['body', 'items'])
const ACTION_PLACES = new Set(['actions', 'selectAction', 'inlineAction', 'autoInvokeAction'])

export const supportedTypesRule = defineRule<Code>({
  findings,
  check({ nodes }, report) {
    for (const at of nodes) {
      if (at.path === '') continue
      if (typeof at.node.type === 'string') checkType(at, at.node.type, report)
      else if (ELEMENT_PLACES.has(at.place) || ACTION_PLACES.has(at.place))
        report('CARD_TYPE_MISSING', at.path)
    }
  },
})

function checkType({ path, place }: CardNode, type: string, report: Report<Code>): void {
  if (type === 'Action.Submit') report('CARD_ACTION_SUBMIT', path)
  else if (type === 'Input.Time') report('CARD_INPUT_TIME', path)
  else if (type.startsWith('Action.') || ACTION_PLACES.has(place)) {
    if (!ACTIONS.has(type)) report('CARD_ACTION_UNKNOWN', path)
  } else if (type.startsWith('Input.')) {
    if (!INPUTS.has(type)) report('CARD_INPUT_UNKNOWN', path)
  } else if (UNDOCUMENTED.has(type)) report('CARD_ELEMENT_UNDOCUMENTED', path)
  else if (ELEMENT_PLACES.has(place) && !ELEMENTS.has(type)) report('CARD_ELEMENT_UNKNOWN', path)
}
