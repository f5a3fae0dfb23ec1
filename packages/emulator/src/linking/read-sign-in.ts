import type { Finding } from '@countersign/core'
import { makeAnswerFinding } from '../actions/answer-findings.js'
import type { ReceivedAnswer } from '../actions/send-request.js'
import { readLoginUrl } from './read-login-url.js'

/** The header of a 401 that asks for a login (PROTOCOL R11). */
const AUTHENTICATE_HEADER = 'action-authenticate'

export interface SignInDemand {
  /** The login page, where the answer asks for one that may be opened. */
  readonly url?: string
  readonly findings: readonly Finding[]
}

/** What an answer says about signing in: nothing, as a rule. */
export function readSignIn(answer: ReceivedAnswer): SignInDemand {
  const value = answer.headers[AUTHENTICATE_HEADER]
  if (value === undefined) return { findings: [] }
  if (answer.status !== 401) {
    const message = `The answer has ACTION-AUTHENTICATE with status ${String(answer.status)}, where it means nothing.`
    return { findings: [makeAnswerFinding('SIGN_IN_STATUS', { message })] }
  }
  const url = typeof value === 'string' ? readLoginUrl(value.trim()) : undefined
  if (url !== undefined) return { url: url.href, findings: [] }
  return { findings: [makeAnswerFinding('SIGN_IN_URL')] }
}
