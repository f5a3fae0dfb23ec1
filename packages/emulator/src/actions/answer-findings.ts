import type { Finding } from '@countersign/core'
import { defineFindings } from '../findings/define-findings.js'

/** What is said about a service's answer. */
export const answerFindings = defineFindings({
  ANSWER_STATUS: {
    severity: 'error',
    message: 'The service answered neither 200 nor 4xx; another 2xx is a warning only.',
    hint: 'Answer 200 for success and 4xx for a failure; the platform follows no redirect.',
  },
  ANSWER_LATE: {
    severity: 'warning',
    message: 'The client no longer waited for this answer and goes on showing the card it had.',
    hint: 'Answer an autoInvokeAction within two seconds.',
  },
  REFRESH_STATUS: {
    severity: 'warning',
    message: 'The answer carries a refresh card with a failure status, which no document provides for.',
    hint: 'Send a refresh card with 200.',
  },
  REFRESH_ORIGINATOR: {
    severity: 'error',
    message: 'The refresh card names no originator, or not the one of the card that it replaces.',
    hint: "Put the provider's originator into every refresh card.",
  },
  REFRESH_KIND: {
    severity: 'warning',
    message:
      'The refresh card is of another kind than the card that it replaces, which no document provides for.',
    hint: 'Answer a MessageCard with a MessageCard, and an Adaptive Card with an Adaptive Card.',
  },
  REFRESH_UNREADABLE: {
    severity: 'error',
    message: 'The body of the answer is not UTF-8, or not the JSON of one card.',
    hint: 'Answer CARD-UPDATE-IN-BODY: true only with the JSON of one card as the body.',
  },
  SIGN_IN_STATUS: {
    severity: 'warning',
    message: 'The answer has ACTION-AUTHENTICATE with a status other than 401, where it means nothing.',
    hint: 'Answer 401 where the person has to sign in first, and leave the header out otherwise.',
  },
  SIGN_IN_URL: {
    severity: 'error',
    message: 'The URL in ACTION-AUTHENTICATE is none that may be opened.',
    hint: 'Give one absolute https URL; http is taken for a service on this machine only.',
  },
  WEBHOOK_ANSWER_UNREADABLE: {
    severity: 'error',
    message: 'The answer is not a message activity.',
    hint: 'Answer JSON like {"type":"message","text":"Done."} with status 200, within five seconds.',
  },
})

export type AnswerFindingCode = keyof typeof answerFindings

/** @param precise where it is, and what replaces the catalogue's text or severity because it says more */
export function makeAnswerFinding(
  code: AnswerFindingCode,
  precise: Partial<Pick<Finding, 'severity' | 'message' | 'path'>> = {},
): Finding {
  return { code, ...answerFindings[code], ...precise }
}
