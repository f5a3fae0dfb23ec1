import { parseCard, parseMessageCard } from '@countersign/core/cards'
import { isCodedError } from '@countersign/core/errors'
import { describeEntity } from '../findings/describe-entity.js'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'

/** An unsigned card is read at once; what proves it is the mail's sender alone. */
export const readUnsignedCard: Step = ({ found }) => {
  if (found?.form !== 'unsigned') return NOTHING
  try {
    const card = found.entity === 'MessageCard' ? parseMessageCard(found.text) : parseCard(found.text)
    return {
      findings: [makeFinding('CARD_READ', `The card is ${describeEntity(found.entity)}, unsigned.`)],
      facts: { card },
    }
  } catch (error) {
    if (!isCodedError(error)) throw error
    return {
      findings: [
        makeFinding('CARD_UNREADABLE', `The ${found.entity} is refused (${error.code}): ${error.message}`),
      ],
    }
  }
}
