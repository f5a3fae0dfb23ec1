import { decodeCompactJws } from '@countersign/core/jose'
import { SIGNED_CARD_MAX_LENGTH } from '@countersign/core/cards'
import { isCodedError } from '@countersign/core/errors'
import { type Facts, NOTHING, type Step, type StepResult } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'

/** The originator is registered. A signed card's is not yet believed: it only says which key to try. */
export const findProvider: Step = (facts, { providers }) => {
  if (!facts.found) return NOTHING
  const claimed =
    facts.found.form === 'signed' ? readSignedOriginator(facts.found.text) : readCardOriginator(facts)
  if (typeof claimed !== 'string') return claimed
  const provider = providers.find(claimed)
  // A lookup that folds more than ASCII case must not let one originator pass for another.
  if (provider?.originator.toLowerCase() !== claimed.toLowerCase())
    return {
      findings: [
        makeFinding('ORIGINATOR_UNKNOWN', `The originator ${showValue(claimed)} is not registered.`),
      ],
    }
  return {
    findings: [
      makeFinding('ORIGINATOR_KNOWN', `The originator ${showValue(claimed)} is ${showValue(provider.name)}.`),
    ],
    facts: { provider },
  }
}

function readSignedOriginator(jws: string): string | StepResult {
  try {
    const { payload } = decodeCompactJws(jws, { maxLength: SIGNED_CARD_MAX_LENGTH })
    const originator = Object.hasOwn(payload, 'originator') ? payload.originator : undefined
    return typeof originator === 'string' && originator !== ''
      ? originator
      : missing('The signed card names no originator.')
  } catch (error) {
    if (!isCodedError(error)) throw error
    return {
      findings: [
        makeFinding('CARD_TOKEN_UNREADABLE', `The signed card is refused (${error.code}): ${error.message}`),
      ],
    }
  }
}

function readCardOriginator({ card }: Facts): string | StepResult {
  if (!card) return NOTHING
  const originator: unknown = card.originator
  return typeof originator === 'string' && originator !== ''
    ? originator
    : missing('The card names no originator.')
}

function missing(message: string): StepResult {
  return { findings: [makeFinding('ORIGINATOR_MISSING', message)] }
}
