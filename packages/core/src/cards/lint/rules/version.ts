import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_VERSION_MISSING: {
    severity: 'error',
    message: 'The card has no version.',
    hint: 'Set "version" to "1.0" (with Action.Http) or "1.4" (with Action.Execute).',
  },
  CARD_VERSION_FORM: {
    severity: 'error',
    message: 'The version is not a text like "1.0".',
    hint: 'Set "version" to "1.0" (with Action.Http) or "1.4" (with Action.Execute), in quotes.',
  },
  CARD_VERSION_UNDOCUMENTED: {
    severity: 'warning',
    message: 'The version is later than 1.4, the last that the vendor documents for Outlook.',
    hint: 'Use the lowest version that has what the card needs.',
  },
  CARD_ACTION_MIX: {
    severity: 'error',
    message: 'The card has both Action.Http and Action.Execute.',
    hint: 'Use one action model: Action.Http with a version below 1.4, or Action.Execute with 1.4.',
  },
  CARD_ACTION_HTTP_VERSION: {
    severity: 'error',
    message: 'From version 1.4 on Outlook does not show Action.Http.',
    hint: 'Lower "version" to "1.0" (up to "1.3"), or move to Action.Execute.',
  },
  CARD_ACTION_EXECUTE_VERSION: {
    severity: 'error',
    message: 'Action.Execute needs version 1.4.',
    hint: 'Raise "version" to "1.4", or use Action.Http.',
  },
})

/** The first version with the universal action model. */
const UNIVERSAL = { major: 1, minor: 4 }

/** Version and action model: a card uses Action.Http or Action.Execute, never both (universal-action-model.md). */
export const versionRule = defineRule({
  findings,
  check({ root, actions, httpActions }, report) {
    const executes = actions.filter(({ node }) => node.type === 'Action.Execute')
    const firstHttp = httpActions[0]
    const firstExecute = executes[0]
    if (firstHttp !== undefined && firstExecute !== undefined) report('CARD_ACTION_MIX', firstExecute.path)
    if (root.version === undefined) return report('CARD_VERSION_MISSING', '')
    const order = typeof root.version === 'string' ? compareToUniversal(root.version) : undefined
    if (order === undefined) return report('CARD_VERSION_FORM', '/version')
    if (order > 0) report('CARD_VERSION_UNDOCUMENTED', '/version')
    if (firstHttp !== undefined && order >= 0) report('CARD_ACTION_HTTP_VERSION', firstHttp.path)
    if (firstExecute !== undefined && order < 0) report('CARD_ACTION_EXECUTE_VERSION', firstExecute.path)
  },
})

function compareToUniversal(version: string): number | undefined {
  const match = /^([0-9]{1,3})\.([0-9]{1,3})$/.exec(version)
  if (match === null) return undefined
  const [major, minor] = [Number(match[1]), Number(match[2])]
  return major === UNIVERSAL.major ? minor - UNIVERSAL.minor : major - UNIVERSAL.major
}
