import { CountersignError, CountersignTypeError } from '../errors/index.js'
import { isCanonicalSegment, isPlainAscii } from './canonical-base64url.js'
import { decodeJwsPayload } from './decode-jws-payload.js'
import { DecodedJws } from './decoded-jws.js'
import { decodeJwsHeader } from './jws-header.js'
import { jwsHeaders } from './jws-header-cache.js'

/** Characters: 16 KiB, twice what a header may hold in common servers. */
export const MAX_JWS_LENGTH = 16 * 1024

export interface DecodeJwsOptions {
  /** Characters of the whole token; default {@link MAX_JWS_LENGTH}. */
  readonly maxLength?: number
}

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1) WITHOUT checking its signature: form, size, canonical
 * base64url, a strict RS256 header, and a JSON object as payload.
 *
 * @throws CountersignError ERR_TOKEN_MALFORMED, ERR_TOKEN_TOO_LARGE, ERR_TOKEN_ENCODING, ERR_TOKEN_HEADER,
 *   ERR_TOKEN_ALGORITHM, ERR_TOKEN_CRITICAL, ERR_TOKEN_KEY_ID
 */
export function decodeCompactJws(token: string, options: DecodeJwsOptions = {}): DecodedJws {
  if (typeof token !== 'string')
    throw new CountersignTypeError('ERR_TOKEN_MALFORMED', 'token must be a string')
  if (token.length > (options.maxLength ?? MAX_JWS_LENGTH)) throw new CountersignError('ERR_TOKEN_TOO_LARGE')
  const headerEnd = token.indexOf('.')
  const payloadEnd = token.indexOf('.', headerEnd + 1)
  if (
    headerEnd <= 0 ||
    payloadEnd < 0 ||
    payloadEnd === token.length - 1 ||
    token.includes('.', payloadEnd + 1)
  )
    throw new CountersignError('ERR_TOKEN_MALFORMED')
  if (!isPlainAscii(token)) throw new CountersignError('ERR_TOKEN_ENCODING')
  const headerSegment = token.slice(0, headerEnd)
  const known = jwsHeaders.find(headerSegment)
  const header = known ?? decodeJwsHeader(headerSegment)
  const signature = decodeSignature(token.slice(payloadEnd + 1))
  const payload = decodeJwsPayload(token.slice(headerEnd + 1, payloadEnd))
  const isHeaderKnown = known !== undefined
  return new DecodedJws(token, headerEnd, payloadEnd, { header, payload, signature, isHeaderKnown })
}

function decodeSignature(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'base64url')
  if (!isCanonicalSegment(segment, bytes.length)) throw new CountersignError('ERR_TOKEN_ENCODING')
  return bytes
}
