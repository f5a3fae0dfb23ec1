import { CountersignError } from '../errors/index.js'
import { decodeUtf8 } from './decode-utf8.js'
import { isJsonObject } from './json-object.js'
import { isKeyId } from './key-id.js'
import { parseStrictJson } from './strict-json.js'
import { tryDecodeBase64url } from './base64url.js'

/** The protected header of a compact JWS (RFC 7515 section 4), frozen. */
export interface JwsHeader {
  readonly alg: string
  readonly typ?: string
  readonly kid?: string
  readonly x5t?: string
  readonly nonce?: unknown
  readonly [name: string]: unknown
}

/** Characters of the encoded header; real ones stay under 250. */
const MAX_HEADER_LENGTH = 2048
const MAX_HEADER_DEPTH = 4

const TOKEN_TYPE = /^(?:application\/)?(?:at\+)?jwt$/i

/** Members that offer a key of the sender's own choosing (RFC 7515 sections 4.1.2, 4.1.3, 4.1.5, 4.1.6). */
const KEY_SOURCES = ['jku', 'jwk', 'x5u', 'x5c']

/**
 * What a header segment means, checked in full.
 *
 * @throws CountersignError ERR_TOKEN_ENCODING, ERR_TOKEN_HEADER, ERR_TOKEN_ALGORITHM, ERR_TOKEN_CRITICAL,
 *   ERR_TOKEN_KEY_ID
 */
export function decodeJwsHeader(segment: string): JwsHeader {
  const header = parseHeader(segment)
  if (header['alg'] !== 'RS256') throw new CountersignError('ERR_TOKEN_ALGORITHM')
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64'))
    throw new CountersignError('ERR_TOKEN_CRITICAL')
  if (KEY_SOURCES.some((name) => Object.hasOwn(header, name)))
    throw new CountersignError('ERR_TOKEN_HEADER', 'The header brings its own key.')
  if (Object.hasOwn(header, 'kid') && !isKeyId(header['kid'])) throw new CountersignError('ERR_TOKEN_KEY_ID')
  if (Object.hasOwn(header, 'typ') && !isTokenType(header['typ']))
    throw new CountersignError('ERR_TOKEN_HEADER', "The header's typ is not that of a JWT.")
  if (Object.hasOwn(header, 'x5t') && typeof header['x5t'] !== 'string')
    throw new CountersignError('ERR_TOKEN_HEADER', "The header's x5t is not a string.")
  return Object.freeze({ ...header, alg: header['alg'] })
}

/** `JWT` or `at+jwt` in any case, as RFC 7519 section 5.1 and RFC 9068 have it. */
export function isTokenType(typ: unknown): typ is string {
  return typeof typ === 'string' && TOKEN_TYPE.test(typ)
}

function parseHeader(segment: string): Record<string, unknown> {
  if (segment.length > MAX_HEADER_LENGTH) throw new CountersignError('ERR_TOKEN_HEADER')
  const bytes = tryDecodeBase64url(segment)
  if (bytes === undefined) throw new CountersignError('ERR_TOKEN_ENCODING')
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new CountersignError('ERR_TOKEN_HEADER', 'The header is not UTF-8.')
  const header = parseHeaderJson(text)
  if (!isJsonObject(header)) throw new CountersignError('ERR_TOKEN_HEADER', 'The header is not an object.')
  return header
}

function parseHeaderJson(text: string): unknown {
  try {
    return parseStrictJson(text, { maxDepth: MAX_HEADER_DEPTH })
  } catch (cause) {
    throw new CountersignError('ERR_TOKEN_HEADER', 'The header is not strict JSON.', { cause })
  }
}
