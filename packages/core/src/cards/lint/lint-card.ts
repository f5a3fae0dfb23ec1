import type { Finding } from '../../finding.js'
import { isJsonObject } from '../tree/json-object.js'
import { walkNodes } from '../tree/walk-nodes.js'
import { createFinding } from './finding-definition.js'
import type { LintContext } from './lint-context.js'
import type { LintedCard } from './lint-rule.js'
import { lintRules } from './lint-rules.js'

/**
 * Judges a card by everything that is known to make Outlook drop, refuse or misread it, and by what makes it unsafe.
 * A card without findings of severity `error` is one that the platform shows and that is safe to send. The card may
 * be any JSON value: what is wrong is the point.
 */
export function lintCard(card: unknown, context: LintContext = {}): Finding[] {
  const linted = takeApart(card)
  return lintRules.flatMap((rule) => {
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
  const nodes = [...walkNodes(card)]
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
