import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'
import { isSameAddress } from './is-same-address.js'

/** The mailbox that gets this copy is in To or Cc: no card for whom it was forwarded, re-sent or blind-copied to. */
export const checkMailbox: Step = (
  { found, recipients },
  { envelope, readerIsRecipient = isSameAddress },
) => {
  if (!found || !recipients) return NOTHING
  const reader = envelope.rcptTo
  const addressed = recipients.some(
    (recipient) => isSameAddress(reader, recipient) || readerIsRecipient(reader, recipient),
  )
  const compared = `The mailbox is ${showValue(reader)}, To and Cc are ${showValues(recipients)}.`
  return { findings: [makeFinding(addressed ? 'MAILBOX_ADDRESSED' : 'MAILBOX_NOT_ADDRESSED', compared)] }
}
