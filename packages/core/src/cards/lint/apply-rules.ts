import type { Finding } from '../../finding.js'
import { isJsonObject } from '../tree/json-object.js'
import { walkNodes } from '../tree/walk-nodes.js'
import { createFinding } from './finding-definition.js'
import type { LintContext } from './lint-context.js'
import type { LintedCard, LintRule } from './lint-rule.js'

/** What a list of rules finds in a card, in the order of the rules. */
export function lintWith(rules: readonly LintRule[], card: unknown, context: LintContext): Finding[] {
  const linted = takeApart(card)
  return rules.flatMap((rule) => {
    const found: Finding[] = []
    rule.check(
      linted,
      (code, path, message) => {
        const definition = rule.findings[code]
        if (definition !== undefined) found.push(createFinding(code, definition, path, message))
      },
      context,
    )
    return found
  })
}

function takeApart(card: unknown): LintedCard {
  const nodes = walkNodes(card)
  const ofType = (prefix: string): LintedCard['nodes'] =>
    nodes.filter(({ node }) => typeof node.type === 'string' && node.type.startsWith(prefix))
  const actions = ofType('Action.')
  return {
    root: isJsonObject(card) ? card : {},
    nodes,
    actions,
    httpActions: actions.filter(({ node }) => node.type === 'Action.Http'),
    inputs: ofType('Input.'),
    text: JSON.stringify(card) ?? '',
  }
}
