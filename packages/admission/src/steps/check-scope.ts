import type { AdmissionContext } from '../admission.js'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'
import type { Provider } from '../provider.js'
import { isSameAddress } from './is-same-address.js'

/** The mailbox is one that the provider's registration admits. */
export const checkScope: Step = ({ provider }, context) => {
  if (!provider) return NOTHING
  const { member, of } = judgeScope(provider, context)
  const compared = `The mailbox is ${showValue(context.envelope.rcptTo)}, the scope is ${of}.`
  return { findings: [makeFinding(member ? 'SCOPE_MEMBER' : 'SCOPE_OUTSIDE', compared)] }
}

function judgeScope(
  provider: Provider,
  { envelope, scopeMembers }: AdmissionContext,
): { readonly member: boolean; readonly of: string } {
  const { scope, tenantId, testUsers = [] } = provider
  switch (scope) {
    case 'global':
      return { member: true, of: 'global' }
    case 'test-users':
      return {
        member: testUsers.some((address) => isSameAddress(address, envelope.rcptTo)),
        of: `test-users: ${showValues(testUsers)}`,
      }
    case 'organization':
      return {
        member: tenantId !== undefined && scopeMembers?.(tenantId, envelope.rcptTo) === true,
        of: `organization: ${showValue(tenantId)}`,
      }
    default: {
      // A registration that came as JSON may say anything.
      const unknown: never = scope
      return { member: false, of: `unknown: ${showValue(String(unknown))}` }
    }
  }
}
