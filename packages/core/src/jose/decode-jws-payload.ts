import { CountersignError } from '../errors/index.js'
import { isCanonicalSegment } from './canonical-base64url.js'
import { decodeUtf8 } from './decode-utf8.js'
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
  const text = decodeUtf8(bytes, length)
  if (text === undefined) throw new CountersignError('ERR_TOKEN_MALFORMED', 'The payload is not UTF-8.')
  return text
}
