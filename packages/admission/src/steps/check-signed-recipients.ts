import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValues } from '../findings/show-value.js'
import { foldAddress } from './is-same-address.js'

/** The signed recipients and those of To and Cc are the same set: nobody left out, nobody added. */
export const checkSignedRecipients: Step = ({ signedCard, recipients }) => {
  if (!signedCard || !recipients) return NOTHING
  const signed = new Set(signedCard.recipients.map(foldAddress))
  const equal = signed.size === recipients.length && recipients.every((address) => signed.has(address))
  const compared = `Signed for ${showValues(signedCard.recipients)}; To and Cc are ${showValues(recipients)}.`
  return {
    findings: [makeFinding(equal ? 'SIGNED_RECIPIENTS_EQUAL' : 'SIGNED_RECIPIENTS_MISMATCH', compared)],
  }
}
