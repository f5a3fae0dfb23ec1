import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'
import { MAX_RECIPIENTS } from '../limits.js'
import { fieldsOf } from '../read/header-field.js'
import { parseMailboxes } from '../read/parse-mailboxes.js'

/** To and Cc can be read, and name somebody. */
export const checkRecipients: Step = ({ message }) => {
  if (!message) return NOTHING
  const recipients = new Set<string>()
  for (const field of [...fieldsOf(message.fields, 'to'), ...fieldsOf(message.fields, 'cc')]) {
    const mailboxes = parseMailboxes(field.value)
    if (!mailboxes)
      return {
        findings: [
          makeFinding('RECIPIENTS_MALFORMED', `${field.name} is ${showValue(field.value)}.`, {
            path: field.name,
          }),
        ],
      }
    for (const { address } of mailboxes) recipients.add(address)
  }
  if (recipients.size === 0) return { findings: [makeFinding('RECIPIENTS_MISSING')] }
  if (recipients.size > MAX_RECIPIENTS)
    return {
      findings: [
        makeFinding('RECIPIENTS_MALFORMED', `To and Cc name more than ${String(MAX_RECIPIENTS)} addresses.`),
      ],
    }
  const list = [...recipients]
  return {
    findings: [makeFinding('RECIPIENTS_READ', `To and Cc are ${showValues(list)}.`)],
    facts: { recipients: list },
  }
}
