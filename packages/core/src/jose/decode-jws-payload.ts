import { isUtf8 } from 'node:buffer'
import { CountersignError } from '../errors/index.js'
import { isCanonicalSegment } from './canonical-base64url.js'
import { isJsonObject } from './json-object.js'
import { borrowScratch } from './scratch.js'

/** Levels of arrays and objects. */
const MAX_CLAIM_DEPTH = 16

/**
 * The claims in a payload segment: canonical base64url of UTF-8 of one JSON object, not nested deeply. The
 * segment is of a token that isPlainAscii passed. Of a repeated member the last one counts, as RFC 7519 section 4 allows for what is signed.
 *
 * @throws CountersignError ERR_TOKEN_ENCODING, ERR_TOKEN_MALFORMED
 */
export function decodeJwsPayload(segment: string): Record<string, unknown> {
  const text = decodeText(segment)
  const payload = parseJson(text)
  if (!isJsonObject(payload)) throw malformed('The payload is not a JSON object.')
  if (Object.hasOwn(payload, '__proto__') || Object.hasOwn(payload, 'constructor'))
    throw malformed('The payload has a claim named after an object member.')
  if (hasMoreBracketsThan(MAX_CLAIM_DEPTH, text) && isDeeperThan(MAX_CLAIM_DEPTH, payload))
    throw malformed('The payload is nested too deeply.')
  return payload
}

function decodeText(segment: string): string {
  const bytes = borrowScratch(segment.length)
  const length = bytes.write(segment, 0, 'base64url')
  if (!isCanonicalSegment(segment, length)) throw new CountersignError('ERR_TOKEN_ENCODING')
  if (!isUtf8(bytes.subarray(0, length))) throw malformed('The payload is not UTF-8.')
  return bytes.toString('utf8', 0, length)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No cause: the parser's message quotes the payload.
    throw malformed('The payload is not JSON.')
  }
}

/** Few opening brackets cannot nest deeply: most payloads have one or two, and need no walk. */
function hasMoreBracketsThan(count: number, text: string): boolean {
  let left = count
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (left-- === 0) return true
  return false
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member))
}

function malformed(message: string): CountersignError {
  return new CountersignError('ERR_TOKEN_MALFORMED', message)
}
