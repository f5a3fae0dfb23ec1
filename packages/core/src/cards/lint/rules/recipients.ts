import { SIGNED_CARD_MAX_RECIPIENTS } from '../../card-limits.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_RECIPIENTS_MISSING: {
    severity: 'error',
    message: 'A signed card names its recipients, and there are none.',
    hint: 'Give every To and CC address.',
  },
  CARD_RECIPIENTS_MANY: {
    severity: 'error',
    message: 'The card names more recipients than a signed card may.',
    hint: 'Send one mail per recipient.',
  },
  CARD_UNSIGNED: {
    severity: 'warning',
    message: 'The card is not signed, so it depends on DKIM and SPF surviving the way.',
    hint: 'Register a key and sign the card.',
  },
})

/** The mail around the card, as far as the caller knows it. */
export const recipientsRule = defineRule({
  findings,
  check(_card, report, { recipients, signed, selfToSelf }) {
    if (signed === false && selfToSelf !== true) report('CARD_UNSIGNED', '')
    if (signed !== true || recipients === undefined) return
    if (recipients.length === 0) report('CARD_RECIPIENTS_MISSING', '')
    else if (recipients.length > SIGNED_CARD_MAX_RECIPIENTS) report('CARD_RECIPIENTS_MANY', '')
  },
})
