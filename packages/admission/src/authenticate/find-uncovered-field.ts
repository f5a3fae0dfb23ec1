import { fieldsOf, type HeaderField } from '../read/header-field.js'

/**
 * Fields that decide who is asked, how old the question is and what is read of it. A signature that leaves one
 * of them open lets a stranger re-send the mail to others, renew its date or re-cut its body.
 */
export const FIELDS_THAT_COUNT = [
  'from',
  'to',
  'cc',
  'date',
  'subject',
  'content-type',
  'content-transfer-encoding',
] as const

/** The first of them that the mail has and the signature does not cover as often as it is there. */
export function findUncoveredField(
  fields: readonly HeaderField[],
  coveredHeaders: readonly string[],
): string | undefined {
  return FIELDS_THAT_COUNT.find(
    (key) => fieldsOf(fields, key).length > coveredHeaders.filter((covered) => covered === key).length,
  )
}
