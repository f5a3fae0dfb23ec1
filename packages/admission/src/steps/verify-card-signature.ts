import { verifySignedCard } from '@countersign/core/cards'
import { isCodedError } from '@countersign/core/errors'
import { describeEntity } from '../findings/describe-entity.js'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import type { AdmissionFindingCode } from '../findings/finding-catalog.js'
import { showValue } from '../findings/show-value.js'

/** The signature holds under the registered key, and claims and card agree with one another. */
export const verifyCardSignature: Step = ({ found, providerKey }) => {
  if (!providerKey || found?.form !== 'signed') return NOTHING
  try {
    const signedCard = verifySignedCard(found.text, { key: providerKey, entity: found.entity })
    const own: unknown = signedCard.card.originator
    const inCard = typeof own === 'string' ? showValue(own) : '(none)'
    return {
      findings: [
        makeFinding('CARD_SIGNATURE_VALID'),
        makeFinding(
          'ORIGINATOR_EQUAL',
          `The signed originator is ${showValue(signedCard.originator)}, the card's is ${inCard}.`,
        ),
        makeFinding('CARD_READ', `The card is ${describeEntity(found.entity)}, signed.`),
      ],
      facts: { signedCard, card: signedCard.card },
    }
  } catch (error) {
    if (!isCodedError(error)) throw error
    return {
      findings: [
        makeFinding(codeOf(error.code), `The signed card is refused (${error.code}): ${error.message}`),
      ],
    }
  }
}

function codeOf(code: string): AdmissionFindingCode {
  switch (code) {
    case 'ERR_CARD_SIGNATURE':
      return 'CARD_SIGNATURE_INVALID'
    case 'ERR_CARD_JWS_FORM':
      return 'CARD_TOKEN_UNREADABLE'
    case 'ERR_CARD_ORIGINATOR_MISMATCH':
      return 'ORIGINATOR_MISMATCH'
    case 'ERR_CARD_CLAIM':
    case 'ERR_CARD_RECIPIENTS':
    case 'ERR_CARD_ENTITY':
      return 'CARD_CLAIMS_REFUSED'
    default:
      return 'CARD_UNREADABLE'
  }
}
