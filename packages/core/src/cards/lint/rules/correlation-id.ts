import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_CORRELATION_ID_MISSING: {
    severity: 'info',
    message: 'The card has no correlationId, so its calls are hard to find in logs.',
    hint: 'Set correlationId to a new UUID for each card.',
  },
  CARD_CORRELATION_ID_FORM: {
    severity: 'error',
    message: 'The correlationId is not a short text on one line.',
    hint: 'Set it to a UUID: it comes back as a header.',
  },
})

/** Visible ASCII, as it comes back in the header Card-Correlation-Id. */
const CORRELATION_ID = /^[\x21-\x7e]{1,200}$/

export const correlationIdRule = defineRule({
  findings,
  check({ root, httpActions }, report) {
    const id = root.correlationId
    if (id === undefined) {
      if (httpActions.length > 0) report('CARD_CORRELATION_ID_MISSING', '')
    } else if (typeof id !== 'string' || !CORRELATION_ID.test(id))
      report('CARD_CORRELATION_ID_FORM', '/correlationId')
  },
})
