import { redactSecrets } from '../events/redact-secrets.js'
import { hideRedirectGuid, REDIRECT_URL_HEADER } from '../linking/redirect-url.js'
import type { PreparedAction } from './prepare-action.js'
import type { SentRequest } from './press-result.js'

/** Longest part of a body that a result keeps, in characters. */
const MAX_SHOWN_BODY_LENGTH = 4_096

/** The request for people and events: every token in URL, headers and body is taken out. */
export function describeRequest(
  action: PreparedAction,
  headers: readonly (readonly [string, string])[],
  requestId: string,
  token: SentRequest['token'],
): SentRequest {
  const { body, correlationId } = action
  return {
    url: redactSecrets(action.target.href),
    route: action.route,
    method: action.method,
    headers: headers.map(([name, value]) => [name, hideSecrets(name, value)] as const),
    ...(body === undefined ? {} : { body: redactSecrets(body.toString().slice(0, MAX_SHOWN_BODY_LENGTH)) }),
    requestId,
    ...(correlationId === undefined ? {} : { correlationId }),
    tokenHeader: action.blanksAuthorization ? 'Action-Authorization' : 'Authorization',
    token,
  }
}

function hideSecrets(name: string, value: string): string {
  return name === REDIRECT_URL_HEADER ? hideRedirectGuid(value) : redactSecrets(value)
}
