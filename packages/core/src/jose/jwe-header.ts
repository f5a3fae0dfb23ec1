import { CountersignError } from '../errors/index.js'
import { tryDecodeBase64url } from './base64url.js'
import { decodeUtf8 } from './decode-utf8.js'
import { isJsonObject } from './json-object.js'
import { isKeyId } from './key-id.js'
import { parseStrictJson } from './strict-json.js'

/** The protected header of our JWEs (RFC 7516 section 4), always with exactly these members. */
export interface JweHeader {
  readonly alg: 'dir'
  readonly enc: 'A256GCM'
  readonly kid: string
  readonly typ: string
}

/** Characters of the encoded header. */
const MAX_HEADER_LENGTH = 512
const MEMBERS = 4

export function encodeJweHeader(kid: string, typ: string): string {
  const header: JweHeader = { alg: 'dir', enc: 'A256GCM', kid, typ }
  return Buffer.from(JSON.stringify(header)).toString('base64url')
}

/** @throws CountersignError ERR_LIMITED_MALFORMED for every header but ours */
export function decodeJweHeader(segment: string): JweHeader {
  const header = parseHeader(segment)
  if (!isJsonObject(header)) throw new CountersignError('ERR_LIMITED_MALFORMED')
  const { alg, enc, kid, typ } = header
  // Counting the members leaves no room for zip, crit, epk or p2c.
  if (Object.keys(header).length !== MEMBERS || alg !== 'dir' || enc !== 'A256GCM' || typeof typ !== 'string')
    throw new CountersignError('ERR_LIMITED_MALFORMED', 'The header is not that of a limited-purpose token.')
  if (!isKeyId(kid)) throw new CountersignError('ERR_LIMITED_KEY_ID')
  return Object.freeze({ alg, enc, kid, typ })
}

function parseHeader(segment: string): unknown {
  const bytes = segment.length <= MAX_HEADER_LENGTH ? tryDecodeBase64url(segment) : undefined
  const text = bytes && decodeUtf8(bytes)
  if (text === undefined) throw new CountersignError('ERR_LIMITED_MALFORMED')
  try {
    return parseStrictJson(text, { maxDepth: 1 })
  } catch (cause) {
    throw new CountersignError('ERR_LIMITED_MALFORMED', undefined, { cause })
  }
}
