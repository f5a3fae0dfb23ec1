import { REDIRECT_URL_HEADER } from '../linking/redirect-url.js'
import type { PreparedAction } from './prepare-action.js'

/** What a body is taken for where the action sets no Content-Type. */
const DEFAULT_CONTENT_TYPE = 'application/json'

/** The headers of one request, in order: the card's own first, then the platform's, which no card can set. */
export function assembleHeaders(
  action: PreparedAction,
  token: string,
  requestId: string,
  redirectUrl: string,
): readonly (readonly [string, string])[] {
  const hasType = action.headers.some(([name]) => name.toLowerCase() === 'content-type')
  // The correlation and request ids come with POST only (PROTOCOL R3).
  const post: (readonly [string, string])[] =
    action.method === 'GET'
      ? []
      : [
          ...(hasType ? [] : [['Content-Type', DEFAULT_CONTENT_TYPE] as const]),
          ...(action.correlationId === undefined
            ? []
            : [['Card-Correlation-Id', action.correlationId] as const]),
          ['Action-Request-Id', requestId] as const,
        ]
  return [
    ...action.headers,
    ...post,
    [REDIRECT_URL_HEADER, redirectUrl],
    [action.blanksAuthorization ? 'Action-Authorization' : 'Authorization', `Bearer ${token}`],
  ]
}
