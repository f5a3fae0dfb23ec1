import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { fieldsOf } from '../read/header-field.js'

/** RFC 5322 section 3.6 and RFC 2045 section 3: at most once. From has a step of its own. */
const SINGLE_FIELDS = [
  'sender',
  'reply-to',
  'to',
  'cc',
  'date',
  'subject',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
] as const

/** Repeated fields: a signature covers one of them and a reader shows the other. */
export const checkSingleFields: Step = ({ message }) => {
  if (!message) return NOTHING
  const repeated = SINGLE_FIELDS.filter((key) => fieldsOf(message.fields, key).length > 1)
  if (repeated.length === 0) return { findings: [makeFinding('MAIL_FIELDS_SINGLE')] }
  return {
    findings: repeated.map((key) => {
      const count = fieldsOf(message.fields, key).length
      return makeFinding('MAIL_FIELD_REPEATED', `The field ${key} is there ${String(count)} times.`, {
        path: key,
      })
    }),
  }
}
