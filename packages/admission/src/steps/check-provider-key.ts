import { importPublicKey, isDeveloperSampleKey } from '@countersign/core/jose'
import { isCodedError } from '@countersign/core/errors'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'

/** The provider's registered key is a sound public RSA key that is not the vendor's published sample. */
export const checkProviderKey: Step = ({ provider, found }) => {
  if (!provider || found?.form !== 'signed') return NOTHING
  const name = showValue(provider.name)
  if (provider.publicKey === undefined || provider.publicKey.trim() === '')
    return { findings: [makeFinding('PROVIDER_KEY_MISSING', `The provider ${name} has registered no key.`)] }
  try {
    const providerKey = importPublicKey(provider.publicKey)
    if (isDeveloperSampleKey(providerKey))
      return {
        findings: [
          makeFinding(
            'PROVIDER_KEY_REFUSED',
            `The key of ${name} is the vendor's sample, whose private half is public.`,
          ),
        ],
      }
    const bits = String(providerKey.asymmetricKeyDetails?.modulusLength ?? 0)
    return {
      findings: [makeFinding('PROVIDER_KEY_USABLE', `The key of ${name} is RSA, ${bits} bits.`)],
      facts: { providerKey },
    }
  } catch (error) {
    if (!isCodedError(error)) throw error
    return {
      findings: [
        makeFinding(
          'PROVIDER_KEY_REFUSED',
          `The key of ${name} is refused (${error.code}): ${error.message}`,
        ),
      ],
    }
  }
}
