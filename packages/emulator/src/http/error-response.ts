import { CountersignError, isCodedError } from '@countersign/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** The JSON answer for an error: code, message and hint; what has no code tells nothing. */
export function toErrorResponse(error: unknown, context: Context): Response {
  if (!isCodedError(error)) {
    return context.json({ error: { message: 'The emulator failed on this request.' } }, 500)
  }
  const { code, message, hint } = error
  const problems = 'problems' in error ? { problems: error.problems } : {}
  return context.json({ error: { code, message, hint, ...problems } }, statusOf(code))
}

/** @throws always, ERR_EMULATOR_REQUEST */
export function refuseRequest(message: string): never {
  throw new CountersignError('ERR_EMULATOR_REQUEST', message)
}

function statusOf(code: string): ContentfulStatusCode {
  switch (code) {
    case 'ERR_EMULATOR_FORBIDDEN':
      return 403
    case 'ERR_EMULATOR_MESSAGE_NOT_FOUND':
    case 'ERR_EMULATOR_USER_NOT_FOUND':
    case 'ERR_EMULATOR_ACTION_NOT_FOUND':
    case 'ERR_EMULATOR_ATTEMPT_NOT_FOUND':
    case 'ERR_EMULATOR_CHANNEL_NOT_FOUND':
    case 'ERR_EMULATOR_CALL_NOT_FOUND':
    case 'ERR_EMULATOR_SIGN_IN_NOT_FOUND':
      return 404
    case 'ERR_EMULATOR_NO_CARD':
    case 'ERR_EMULATOR_NOT_A_MAIL':
    case 'ERR_EMULATOR_TOO_OLD':
      return 409
    case 'ERR_EMULATOR_MAIL_SIZE':
      return 413
    case 'ERR_EMULATOR_FULL':
      return 507
    default:
      return 400
  }
}
