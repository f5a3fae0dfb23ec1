import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_HTTP_METHOD: {
    severity: 'error',
    message: 'The method of an Action.Http must be "GET" or "POST", in capitals.',
    hint: 'Set "method" to "POST".',
  },
  CARD_HTTP_BODY_MISSING: {
    severity: 'error',
    message: 'A POST needs a body.',
    hint: 'Set "body" to a text, "" if there is nothing to send.',
  },
  CARD_HTTP_BODY_FORM: {
    severity: 'error',
    message: 'The body of an Action.Http is not a text.',
    hint: 'Give the body as a string; write inputs with encodeInputs.',
  },
  CARD_HTTP_GET_BODY: {
    severity: 'warning',
    message: 'A GET has no body.',
    hint: 'Use POST, or leave the body out.',
  },
})

/** Source: docs/actionable-messages/adaptive-card.md, "Action.Http". */
export const httpMethodRule = defineRule({
  findings,
  check({ httpActions }, report) {
    for (const { node, path } of httpActions) {
      if (node.method !== 'GET' && node.method !== 'POST') report('CARD_HTTP_METHOD', path)
      if (node.method === 'POST' && node.body === undefined) report('CARD_HTTP_BODY_MISSING', path)
      else if (node.body !== undefined && typeof node.body !== 'string')
        report('CARD_HTTP_BODY_FORM', `${path}/body`)
      if (node.method === 'GET' && node.body !== undefined) report('CARD_HTTP_GET_BODY', `${path}/body`)
    }
  },
})
