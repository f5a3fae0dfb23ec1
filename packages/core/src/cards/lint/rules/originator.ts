import { isOriginator, isSameOriginator } from '../../is-originator.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_ORIGINATOR_MISSING: {
    severity: 'error',
    message: 'The card has no originator: Outlook removes it, except in mail to oneself.',
    hint: 'Set originator to the provider id of your registration.',
    vendorText: 'No card is enabled on this message',
  },
  CARD_ORIGINATOR_FORM: {
    severity: 'error',
    message: 'The originator is not a GUID.',
    hint: 'Copy the provider id from your registration: 8-4-4-4-12 hexadecimal digits.',
    vendorText: 'Unknown originator, no config fetched',
  },
  CARD_ORIGINATOR_UNREGISTERED: {
    severity: 'error',
    message: 'The originator is not the registered one.',
    hint: 'Use the provider id of the registration that has this sender and these targets.',
    vendorText: 'Unknown originator, no config fetched',
  },
})

export const originatorRule = defineRule({
  findings,
  check({ root }, report, context) {
    const { originator } = root
    if (originator === undefined) {
      if (context.selfToSelf !== true) report('CARD_ORIGINATOR_MISSING', '')
    } else if (typeof originator !== 'string' || !isOriginator(originator)) {
      report('CARD_ORIGINATOR_FORM', '/originator')
    } else if (context.originator !== undefined && !isSameOriginator(originator, context.originator)) {
      report('CARD_ORIGINATOR_UNREGISTERED', '/originator')
    }
  },
})
