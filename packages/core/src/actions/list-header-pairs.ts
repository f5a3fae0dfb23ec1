import { CountersignTypeError } from '../errors/index.js'
import type { HeaderInput, HeaderPairs } from './action-request.js'

/** The headers as pairs with lower-cased names, repeated ones kept apart. */
export function listHeaderPairs(headers: HeaderInput): HeaderPairs {
  if (typeof headers !== 'object' || headers === null) {
    throw new CountersignTypeError('ERR_CONFIG_INVALID', 'headers must be a Headers, an object or pairs.')
  }
  if (Array.isArray(headers)) return (headers as HeaderPairs).map(toLowerCasePair)
  return isIterable(headers) ? Array.from(headers, toLowerCasePair) : fromRecord(headers)
}

function toLowerCasePair(pair: HeaderPairs[number]): HeaderPairs[number] {
  const name = pair[0].toLowerCase()
  return name === pair[0] ? pair : [name, pair[1]]
}

function fromRecord(record: Readonly<Record<string, string | readonly string[] | undefined>>): HeaderPairs {
  return Object.entries(record).flatMap(([name, value]) => {
    if (value === undefined) return []
    const values = typeof value === 'string' ? [value] : value
    return values.map((one) => [name.toLowerCase(), one] as const)
  })
}

function isIterable(headers: HeaderInput): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers
}
