import { CountersignError } from '../errors/index.js'
import { isJsonObject } from './json-object.js'

/**
 * One JSON object out of text that is signed, or is about to be checked for it: nothing nested deeply, no member that means something to
 * every JavaScript object. Of a repeated member the last one counts, as RFC 7519 section 4 allows for what is signed.
 *
 * @throws CountersignError ERR_TOKEN_MALFORMED
 */
export function parseSignedObject(text: string, maxDepth: number): Record<string, unknown> {
  const value = parseJson(text)
  if (!isJsonObject(value)) throw malformed('The payload is not a JSON object.')
  if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor'))
    throw malformed('The payload has a claim named after an object member.')
  if (hasMoreBracketsThan(maxDepth, text) && isDeeperThan(maxDepth, value))
    throw malformed('The payload is nested too deeply.')
  return value
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
