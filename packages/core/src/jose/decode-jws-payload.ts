import { isUtf8 } from 'node:buffer'
import { CountersignError } from '../errors/index.js'
import { isCanonicalSegment } from './canonical-base64url.js'
import { borrowScratch } from './scratch.js'
import { parseSignedObject } from './signed-json.js'

/** Levels of arrays and objects. */
const MAX_CLAIM_DEPTH = 16

/**
 * The claims in a payload segment: canonical base64url of UTF-8 of one JSON object, not nested deeply. The segment is of a token that
 * isPlainAscii passed.
 *
 * @throws CountersignError ERR_TOKEN_ENCODING, ERR_TOKEN_MALFORMED
 */
export function decodeJwsPayload(segment: string): Record<string, unknown> {
  return parseSignedObject(decodeText(segment), MAX_CLAIM_DEPTH)
}

function decodeText(segment: string): string {
  const bytes = borrowScratch(segment.length)
  const length = bytes.write(segment, 0, 'base64url')
  if (!isCanonicalSegment(segment, length)) throw new CountersignError('ERR_TOKEN_ENCODING')
  const text = bytes.toString('utf8', 0, length)
  // Whatever is no UTF-8 becomes U+FFFD, so that only text with that character needs the whole look.
  if (text.includes('\uFFFD') && !isUtf8(bytes.subarray(0, length)))
    throw new CountersignError('ERR_TOKEN_MALFORMED', 'The payload is not UTF-8.')
  return text
}
