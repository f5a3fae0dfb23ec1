import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_TYPE: {
    severity: 'error',
    message: 'The card is not an Adaptive Card.',
    hint: 'Set "type" to "AdaptiveCard".',
    vendorText: 'No card is enabled on this message',
  },
  CARD_KIND_AMBIGUOUS: {
    severity: 'error',
    message:
      'The card is an Adaptive Card and a MessageCard at once: readers differ on what it shows and calls.',
    hint: 'Leave "@type" out, or "type" with what belongs to it.',
  },
  CARD_EMPTY: {
    severity: 'error',
    message: 'The card has neither a body nor actions.',
    hint: 'Give the card something to show.',
  },
  CARD_NESTED_MEMBER: {
    severity: 'warning',
    message: 'A shown card has a member that counts only at the outermost card.',
    hint: 'Move it to the outermost card.',
  },
})

const OUTERMOST_ONLY = [
  'originator',
  'correlationId',
  'expectedActors',
  'hideOriginalBody',
  'autoInvokeAction',
  'refresh',
]

/** The frame: an Adaptive Card, with something in it. */
export const cardTypeRule = defineRule({
  findings,
  check({ root, nodes }, report) {
    if (root.type !== 'AdaptiveCard') report('CARD_TYPE', '/type')
    else if (root['@type'] === 'MessageCard') report('CARD_KIND_AMBIGUOUS', '/@type')
    if (isEmptyList(root.body) && isEmptyList(root.actions) && root.autoInvokeAction === undefined)
      report('CARD_EMPTY', '')
    for (const { node, path } of nodes) {
      if (path === '' || node.type !== 'AdaptiveCard') continue
      for (const name of OUTERMOST_ONLY.filter((member) => Object.hasOwn(node, member)))
        report('CARD_NESTED_MEMBER', `${path}/${name}`)
    }
  },
})

function isEmptyList(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0
}
