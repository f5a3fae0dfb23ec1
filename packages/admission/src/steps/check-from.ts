import type { Finding } from '@countersign/core'
import { decodeWords } from 'postal-mime'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { listShownAddresses } from './list-shown-addresses.js'
import { showValue, showValues } from '../findings/show-value.js'
import { fieldsOf } from '../read/header-field.js'
import { parseMailboxes } from '../read/parse-mailboxes.js'

/** Exactly one From field with exactly one address, and no other address in its display name. */
export const checkFrom: Step = ({ message }) => {
  if (!message) return NOTHING
  const fields = fieldsOf(message.fields, 'from')
  const [field] = fields
  if (!field) return { findings: [refuse('FROM_MISSING')] }
  if (fields.length > 1)
    return { findings: [refuse('FROM_SEVERAL', `The field From is there ${String(fields.length)} times.`)] }

  const mailboxes = parseMailboxes(field.value)
  if (!mailboxes) return { findings: [refuse('FROM_MALFORMED', `From is ${showValue(field.value)}.`)] }
  const [from] = mailboxes
  if (!from) return { findings: [refuse('FROM_MISSING', 'From holds no address.')] }
  if (mailboxes.length > 1)
    return {
      findings: [
        refuse('FROM_SEVERAL', `From holds ${showValues(mailboxes.map(({ address }) => address))}.`),
      ],
    }

  const shown = listShownAddresses(decodeWords(from.name)).find((text) => text.toLowerCase() !== from.address)
  if (shown !== undefined)
    return {
      findings: [
        refuse(
          'FROM_DISPLAY_NAME',
          `The display name shows ${showValue(shown)}, the address is ${showValue(from.address)}.`,
        ),
      ],
    }
  return {
    findings: [makeFinding('FROM_SINGLE', `From is ${showValue(from.address)}.`, { path: 'From' })],
    facts: { from },
  }
}

function refuse(
  code: 'FROM_MISSING' | 'FROM_SEVERAL' | 'FROM_MALFORMED' | 'FROM_DISPLAY_NAME',
  message?: string,
): Finding {
  return makeFinding(code, message, { path: 'From' })
}
