import type { CardNode } from '../../tree/walk-nodes.js'
import { isFieldName } from '../../inputs/multipart-field.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule, type Report } from '../lint-rule.js'

const findings = defineFindings({
  CARD_ID_DUPLICATE: {
    severity: 'error',
    message: 'Two elements, or two actions, have the same id.',
    hint: 'Give each its own id.',
  },
  CARD_INPUT_ID_MISSING: {
    severity: 'error',
    message: 'An input has no id, so its value cannot be sent.',
    hint: 'Give the input an id and send {{id.value}}.',
  },
  CARD_INPUT_ID_FORM: {
    severity: 'error',
    message: 'The id of an input cannot stand in a placeholder or name a field.',
    hint: 'Use letters, digits, dot, hyphen and underscore.',
  },
  CARD_TOGGLE_TARGET_UNKNOWN: {
    severity: 'error',
    message: 'Action.ToggleVisibility names an element that the card does not have.',
    hint: 'Use the id of an element of this card.',
  },
})

type Code = keyof typeof findings

export const idsRule = defineRule<Code>({
  findings,
  check({ nodes, actions, inputs }, report) {
    const drawn = nodes.filter(({ place }) => place !== 'fallback')
    const isAction = new Set(actions.map(({ path }) => path))
    reportDuplicates(
      drawn.filter(({ path }) => isAction.has(path)),
      report,
    )
    reportDuplicates(
      drawn.filter(({ path }) => !isAction.has(path)),
      report,
    )
    for (const { node, path } of inputs) {
      if (node.id === undefined || node.id === '') report('CARD_INPUT_ID_MISSING', path)
      else if (!isFieldName(node.id)) report('CARD_INPUT_ID_FORM', `${path}/id`)
    }
    const ids = new Set(nodes.map(({ node }) => node.id))
    for (const { node, path } of actions) {
      if (node.type === 'Action.ToggleVisibility')
        checkTargets(node.targetElements, ids, `${path}/targetElements`, report)
    }
  },
})

function reportDuplicates(nodes: readonly CardNode[], report: Report<Code>): void {
  const seen = new Set<unknown>()
  for (const { node, path } of nodes) {
    if (typeof node.id !== 'string' || node.id === '') continue
    if (seen.has(node.id)) report('CARD_ID_DUPLICATE', `${path}/id`)
    seen.add(node.id)
  }
}

function checkTargets(targets: unknown, ids: ReadonlySet<unknown>, path: string, report: Report<Code>): void {
  if (!Array.isArray(targets)) return
  for (const [index, target] of (targets as readonly unknown[]).entries()) {
    const id =
      typeof target === 'object' && target !== null && 'elementId' in target ? target.elementId : target
    if (!ids.has(id)) report('CARD_TOGGLE_TARGET_UNKNOWN', `${path}/${String(index)}`)
  }
}
