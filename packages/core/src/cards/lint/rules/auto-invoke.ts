import { findPlaceholders } from '../../inputs/substitute-inputs.js'
import { isJsonObject } from '../../tree/json-object.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_AUTO_INVOKE_TYPE: {
    severity: 'error',
    message: 'autoInvokeAction is not an Action.Http with the method POST.',
    hint: 'Write "autoInvokeAction": { "type": "Action.Http", "method": "POST", "url": …, "body": "" }.',
  },
  CARD_AUTO_INVOKE_EMPTY: {
    severity: 'error',
    message: 'The card is empty but for its autoInvokeAction: the platform rejects such cards.',
    hint: 'Show the item as it is when the mail is sent.',
  },
  CARD_AUTO_INVOKE_DECISION: {
    severity: 'error',
    message: 'autoInvokeAction carries the id of a decision: it would decide when the message is opened.',
    hint: 'Give it an id of its own, and let its endpoint only read.',
  },
  CARD_AUTO_INVOKE_INPUT: {
    severity: 'error',
    message: 'autoInvokeAction has placeholders, but nobody has typed anything when it runs.',
    hint: 'Leave the placeholders out.',
  },
})

/** Source: docs/actionable-messages/auto-invoke.md. It runs without a click, so it may only read (L06). */
export const autoInvokeRule = defineRule({
  findings,
  check({ root }, report, { decisions }) {
    const action = root.autoInvokeAction
    if (action === undefined) return
    const path = '/autoInvokeAction'
    if (!isJsonObject(action)) return report('CARD_AUTO_INVOKE_TYPE', path)
    if (action.type !== 'Action.Http' || action.method !== 'POST') report('CARD_AUTO_INVOKE_TYPE', path)
    if (isEmptyList(root.body) && isEmptyList(root.actions)) report('CARD_AUTO_INVOKE_EMPTY', '/body')
    if (typeof action.id === 'string' && decisions?.includes(action.id) === true)
      report('CARD_AUTO_INVOKE_DECISION', `${path}/id`)
    if (findPlaceholders(JSON.stringify(action)).length > 0) report('CARD_AUTO_INVOKE_INPUT', path)
  },
})

function isEmptyList(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0
}
