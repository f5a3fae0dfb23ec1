import { defineFindings } from '../../finding-definition.js'
import { defineRule, type Report } from '../../lint-rule.js'
import type { JsonObject } from '../../../tree/json-object.js'
import { toText } from '../../../tree/to-text.js'
import { isObjectList, listObjects } from '../list-action-lists.js'

const findings = defineFindings({
  CARD_INPUTS_FORM: {
    severity: 'error',
    message: 'The inputs of an ActionCard are not a list of objects.',
    hint: 'Write "inputs": [{ "@type": "TextInput", "id": "comment" }].',
  },
  CARD_MESSAGE_INPUT_UNKNOWN: {
    severity: 'error',
    message: 'The @type of an input is none of TextInput, DateInput, MultichoiceInput.',
    hint: 'Use one of these three, spelled as here.',
  },
  CARD_INPUT_ID_REPEATED: {
    severity: 'error',
    message: 'Two inputs have the same id, so that a body may get the value of the other one.',
    hint: 'Give each input of the card its own id.',
  },
  CARD_CHOICES_FORM: {
    severity: 'error',
    message: 'A MultichoiceInput has no list of choices, each with display and value.',
    hint: 'Write "choices": [{ "display": "Approve", "value": "approve" }].',
  },
  CARD_CHOICE_VALUE: {
    severity: 'warning',
    message: 'The value of a MultichoiceInput is none of its choices.',
    hint: 'Set it to the value of a choice, or leave it out.',
  },
})

type Code = keyof typeof findings

const KNOWN = ['TextInput', 'DateInput', 'MultichoiceInput']

export const inputsRule = defineRule<Code>({
  findings,
  check({ nodes }, report) {
    const seen = new Set<unknown>()
    for (const { node, path } of nodes) {
      if (node['@type'] !== 'ActionCard' || node.inputs === undefined) continue
      if (!isObjectList(node.inputs)) report('CARD_INPUTS_FORM', `${path}/inputs`)
      for (const { node: input, path: at } of listObjects(node.inputs, `${path}/inputs`)) {
        if (!KNOWN.includes(toText(input['@type']))) report('CARD_MESSAGE_INPUT_UNKNOWN', at)
        if (input['@type'] === 'MultichoiceInput') checkChoices(input, at, report)
        if (typeof input.id !== 'string' || input.id === '') continue
        if (seen.has(input.id)) report('CARD_INPUT_ID_REPEATED', `${at}/id`)
        seen.add(input.id)
      }
    }
  },
})

function checkChoices(
  { choices, value, isMultiSelect }: JsonObject,
  path: string,
  report: Report<Code>,
): void {
  const list = listObjects(choices, path)
  if (!isObjectList(choices) || list.length === 0 || !list.every(({ node }) => isChoice(node)))
    return report('CARD_CHOICES_FORM', `${path}/choices`)
  if (value === undefined || value === '' || isMultiSelect === true) return
  if (!list.some(({ node }) => node.value === value)) report('CARD_CHOICE_VALUE', `${path}/value`)
}

function isChoice({ display, value }: JsonObject): boolean {
  return typeof display === 'string' && typeof value === 'string'
}
