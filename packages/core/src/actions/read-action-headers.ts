import { CountersignError, CountersignTypeError } from '../errors/index.js'
import type { HeaderInput, HeaderPairs } from './action-request.js'
import { listHeaderPairs } from './list-header-pairs.js'

/** The header that a route takes its action token from. */
export type ActionTokenHeader = 'authorization' | 'action-authorization'

export interface ReadActionHeadersOptions {
  /**
   * Where this route expects the action token. `action-authorization` is for cards whose action carries an empty
   * `Authorization` header. Default `authorization`.
   */
  readonly header?: ActionTokenHeader
}

export interface ActionHeaders {
  /** The action token, unverified. */
  readonly token: string
  /** The card's `correlationId` as the platform repeats it: not signed, no proof of anything. */
  readonly correlationId?: string
  /** Names one press of a button: not signed, no proof of anything. */
  readonly requestId?: string
  readonly contentType?: string
}

/** Longest action token that is read, in characters. */
export const MAX_ACTION_TOKEN_LENGTH = 16_384
/** Longest `Card-Correlation-Id` and `Action-Request-Id`, in characters. */
export const MAX_REQUEST_ID_LENGTH = 128

/** RFC 6750 section 2.1: the scheme (RFC 9110: case-insensitive), one space, and here only what a compact JWS can hold. */
const BEARER = /^bearer ([A-Za-z0-9._~+/=-]+)$/i
const VISIBLE_ASCII = /^[\x21-\x7e]+$/
const TOKEN_HEADERS = ['authorization', 'action-authorization'] as const

/**
 * Reads what the platform sends beside the body. Verifies nothing.
 *
 * Throws `ERR_REQUEST_TOKEN_ABSENT` when the route's header holds no bearer token, `ERR_REQUEST_TOKEN_CONFLICT`
 * when both headers hold something and it isn't the same token, `ERR_REQUEST_HEADER` for repeated or malformed
 * headers.
 */
export function readActionHeaders(
  headers: HeaderInput,
  options: ReadActionHeadersOptions = {},
): ActionHeaders {
  const route = options.header ?? 'authorization'
  if (!TOKEN_HEADERS.includes(route)) {
    throw new CountersignTypeError(
      'ERR_CONFIG_INVALID',
      'header must be authorization or action-authorization.',
    )
  }
  const pairs = listHeaderPairs(headers)
  const correlationId = readRequestId(pairs, 'card-correlation-id')
  const requestId = readRequestId(pairs, 'action-request-id')
  const contentType = readOnce(pairs, 'content-type')
  return {
    token: readToken(pairs, route),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(contentType === undefined ? {} : { contentType }),
  }
}

function readToken(pairs: HeaderPairs, route: ActionTokenHeader): string {
  const other = route === 'authorization' ? 'action-authorization' : 'authorization'
  const here = readOnce(pairs, route)
  const there = readOnce(pairs, other)
  if (here === undefined || here === '') throw new CountersignError('ERR_REQUEST_TOKEN_ABSENT')
  const token = readBearer(here)
  // The platform sends one token; a second, different credential means that somebody added it on the way.
  if (there !== undefined && there !== '' && readBearer(there) !== token) {
    throw new CountersignError('ERR_REQUEST_TOKEN_CONFLICT')
  }
  return token
}

function readBearer(value: string): string {
  if (value.length > MAX_ACTION_TOKEN_LENGTH + 'Bearer '.length) {
    throw new CountersignError('ERR_REQUEST_HEADER', 'The bearer token is too long.')
  }
  const token = BEARER.exec(value)?.[1]
  if (token === undefined) throw new CountersignError('ERR_REQUEST_TOKEN_ABSENT')
  return token
}

function readRequestId(pairs: HeaderPairs, name: string): string | undefined {
  const value = readOnce(pairs, name)
  if (value === undefined || value === '') return undefined
  if (value.length > MAX_REQUEST_ID_LENGTH || !VISIBLE_ASCII.test(value)) {
    throw new CountersignError('ERR_REQUEST_HEADER', `The header ${name} is malformed.`)
  }
  return value
}

function readOnce(pairs: HeaderPairs, name: string): string | undefined {
  let found: string | undefined
  for (const [other, value] of pairs) {
    if (other !== name) continue
    if (found !== undefined)
      throw new CountersignError('ERR_REQUEST_HEADER', `The header ${name} was sent twice.`)
    found = value
  }
  return found === undefined ? undefined : trimSpace(found)
}

/** Optional white space is space and tab, nothing else (RFC 9110 section 5.6.3). */
function trimSpace(value: string): string {
  // The expression walks through a whole token to find no space at its end.
  const isTrimmed = !isSpace(value.charCodeAt(0)) && !isSpace(value.charCodeAt(value.length - 1))
  return isTrimmed ? value : value.replace(/^[ \t]+|[ \t]+$/g, '')
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}
