import { CountersignError, type ErrorCode, type ErrorDetails } from '@countersign/core'
import type { GraphAnswer } from './graph-request.js'

/** A name such as `ErrorSendAsDenied` or `invalid_client`: anything else of an answer is not worth the risk. */
const ERROR_NAME = /^[A-Za-z][A-Za-z0-9_.]{0,79}$/
const REQUEST_ID = /^[0-9a-f-]{36}$/i

/** What an answer of Graph's `sendMail` other than 202 means; `retryAfterMs` is the pause that it asks for, or 0. */
export function toGraphError(answer: GraphAnswer, retryAfterMs: number): CountersignError {
  return new CountersignError(codeOf(answer.status), undefined, {
    details: { ...describe(answer, readMember(answer.json, 'error')), ...describePause(retryAfterMs) },
  })
}

/** What an answer of the token endpoint without a token means (RFC 6749 section 5.2). */
export function toLoginError(answer: GraphAnswer, retryAfterMs: number): CountersignError {
  const code = isPassing(answer.status) ? 'ERR_MAIL_UNDELIVERED' : 'ERR_MAIL_LOGIN'
  return new CountersignError(code, undefined, {
    details: { ...describe(answer, answer.json), ...describePause(retryAfterMs) },
  })
}

function describePause(retryAfterMs: number): ErrorDetails {
  return retryAfterMs > 0 ? { retryAfterMs } : {}
}

/** Throttled, or the server's own trouble: trying again can help. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

function codeOf(status: number): ErrorCode {
  if (isPassing(status)) return 'ERR_MAIL_UNDELIVERED'
  return status === 401 ? 'ERR_MAIL_LOGIN' : 'ERR_MAIL_REFUSED'
}

function describe({ status, headers, json }: GraphAnswer, error: unknown): ErrorDetails {
  const names = [readMember(error, 'code'), readMember(json, 'error')]
  const reason = names.find((name): name is string => typeof name === 'string' && ERROR_NAME.test(name))
  const errorNumbers = readMember(json, 'error_codes')
  const first: unknown = Array.isArray(errorNumbers) ? errorNumbers[0] : undefined
  const requestId = headers.get('request-id') ?? ''
  return {
    responseCode: status,
    reason: reason ?? (status >= 300 && status < 400 ? 'redirect' : 'unknown'),
    ...(typeof first === 'number' ? { aadsts: first } : {}),
    ...(REQUEST_ID.test(requestId) ? { requestId } : {}),
  }
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
