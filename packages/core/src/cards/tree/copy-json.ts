import { CountersignTypeError } from '../../errors/index.js'
import { CARD_MAX_DEPTH } from '../card-limits.js'

/**
 * A fresh copy of a JSON value. Members that are `undefined` are left out, as JSON.stringify does; everything else
 * that JSON cannot express (functions, NaN, class instances, cycles) throws ERR_CARD_NOT_JSON, because a card that
 * silently lost a button would be signed and sent.
 */
export function copyJson<Value>(value: Value): Value
export function copyJson(value: unknown): unknown {
  return copyValue(value, 0)
}

function copyValue(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  // As strict reading counts: levels of arrays and objects.
  if (depth >= CARD_MAX_DEPTH)
    throw new CountersignTypeError('ERR_CARD_NOT_JSON', 'The card nests too deeply.')
  if (Array.isArray(value)) return value.map((item: unknown) => copyValue(item, depth + 1))
  if (isPlainObject(value)) return copyObject(value, depth)
  throw new CountersignTypeError(
    'ERR_CARD_NOT_JSON',
    `The card holds a value of type ${typeof value}, which JSON cannot express.`,
  )
}

function copyObject(source: Readonly<Record<string, unknown>>, depth: number): object {
  const copy: Record<string, unknown> = {}
  // Keys rather than entries: every card that is signed comes through here, and a pair for each member is dear.
  for (const name of Object.keys(source)) {
    const value = source[name]
    if (value === undefined) continue
    if (name === '__proto__')
      throw new CountersignTypeError('ERR_CARD_NOT_JSON', 'A card must not have a member __proto__.')
    copy[name] = copyValue(value, depth + 1)
  }
  return copy
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null
}
