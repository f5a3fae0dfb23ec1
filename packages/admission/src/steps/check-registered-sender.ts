import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'
import { isSameAddress } from './is-same-address.js'

/** From is one of the provider's registered senders. */
export const checkRegisteredSender: Step = ({ provider, from }) => {
  if (!provider || !from) return NOTHING
  const compared = `From is ${showValue(from.address)}, registered are ${showValues(provider.senders)}.`
  const registered = provider.senders.some((sender) => isSameAddress(sender, from.address))
  return { findings: [makeFinding(registered ? 'SENDER_REGISTERED' : 'SENDER_UNREGISTERED', compared)] }
}
