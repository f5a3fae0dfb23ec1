import { isJsonObject } from '../tree/json-object.js'
import type { HttpHeader } from '../types/index.js'

/** Whether `value` is what an action may have as headers: a list of objects with a name and a value. */
export function isHeaderList(value: unknown): value is readonly HttpHeader[] {
  return (
    Array.isArray(value) &&
    value.every(
      (header) => isJsonObject(header) && typeof header.name === 'string' && typeof header.value === 'string',
    )
  )
}
