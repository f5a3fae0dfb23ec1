import type { HttpAnswer } from '@countersign/core'
import type { RefusalClass } from '../pipeline/refusal-map.js'

/**
 * The envelopes that answer an invoke. Source: "Universal Action Model" of the Adaptive Cards documentation, which
 * knows the statuses 200, 400, 401, 412 and 500.
 */
const CARD = 'application/vnd.microsoft.card.adaptive'
const MESSAGE = 'application/vnd.microsoft.activity.message'
const ERROR = 'application/vnd.microsoft.error'

const ERROR_CODES = {
  unauthenticated: 'Unauthorized',
  forbidden: 'Forbidden',
  conflict: 'Conflict',
  unavailable: 'ServiceUnavailable',
  invalid: 'BadRequest',
  method: 'BadRequest',
  'too-large': 'BadRequest',
  'too-slow': 'BadRequest',
} as const satisfies Record<RefusalClass, string>

/** What a decision or a view came to: its card, else its text. */
export function composeInvokeAnswer(answer: HttpAnswer): HttpAnswer {
  const hasCard = answer.headers.some(([name]) => name === 'card-update-in-body')
  const text = answer.headers.find(([name]) => name === 'card-action-status')?.[1] ?? ''
  // The body is the card's JSON already, as it was recorded.
  return composeEnvelope(200, hasCard ? CARD : MESSAGE, hasCard ? answer.body : JSON.stringify(text))
}

/** The status that a refusal has inside its envelope. */
export function invokeStatusOf(refusal: RefusalClass): number {
  return refusal === 'unavailable' ? 500 : 400
}

export function composeInvokeError(refusal: RefusalClass, message: string): HttpAnswer {
  const value = JSON.stringify({ code: ERROR_CODES[refusal], message })
  return composeEnvelope(invokeStatusOf(refusal), ERROR, value)
}

/** An answer without a body, for what is no invoke of a card. */
export function composePlainAnswer(status: number, headers: HttpAnswer['headers'] = []): HttpAnswer {
  return Object.freeze({ status, headers: [...headers, ['cache-control', 'no-store'] as const], body: '' })
}

function composeEnvelope(statusCode: number, type: string, valueJson: string): HttpAnswer {
  return Object.freeze({
    status: 200,
    headers: Object.freeze([
      ['content-type', 'application/json; charset=utf-8'] as const,
      ['cache-control', 'no-store'] as const,
    ]),
    body: `{"statusCode":${String(statusCode)},"type":${JSON.stringify(type)},"value":${valueJson}}`,
  })
}
