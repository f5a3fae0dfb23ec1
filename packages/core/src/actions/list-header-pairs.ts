import { CountersignTypeError } from '../errors/index.js'
import type { HeaderInput, HeaderPairs } from './action-request.js'

/** The headers as pairs with lower-cased names, repeated ones kept apart. */
export function listHeaderPairs(headers: HeaderInput): HeaderPairs {
  if (typeof headers !== 'object' || headers === null) {
    throw new CountersignTypeError('ERR_CONFIG_INVALID', 'headers must be a Headers, an object or pairs.')
  }
  return isIterable(headers) ? fromPairs(headers) : fromRecord(headers)
}

function fromPairs(pairs: Iterable<readonly [string, string]>): HeaderPairs {
  return Array.from(pairs, ([name, value]) => [name.toLowerCase(), value] as const)
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
