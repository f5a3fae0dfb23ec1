import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'
import { isSameAddress } from './is-same-address.js'

/** The signed `sender` is the address in From. */
export const checkSignedSender: Step = ({ signedCard, from }) => {
  if (!signedCard || !from) return NOTHING
  const compared = `The signed sender is ${showValue(signedCard.sender)}, From is ${showValue(from.address)}.`
  const equal = isSameAddress(signedCard.sender, from.address)
  return { findings: [makeFinding(equal ? 'SIGNED_SENDER_EQUAL' : 'SIGNED_SENDER_MISMATCH', compared)] }
}
