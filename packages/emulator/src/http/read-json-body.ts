import { isCodedError, parseStrictJson } from '@countersign/core'
import type { Context } from 'hono'
import { refuseRequest } from './error-response.js'

/** Largest JSON body taken, in bytes. */
export const MAX_JSON_BYTES = 1024 * 1024

/** A request's JSON object; no body counts as an empty one. @throws CountersignError ERR_EMULATOR_REQUEST */
export async function readJsonBody(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const text = await context.req.text()
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = parseStrictJson(text, { maxLength: MAX_JSON_BYTES })
  } catch (error) {
    if (!isCodedError(error)) throw error
    return refuseRequest(`The body is not usable JSON: ${error.message}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuseRequest('The body is not a JSON object.')
  }
  return value as Readonly<Record<string, unknown>>
}

/** An optional text member. @throws CountersignError ERR_EMULATOR_REQUEST */
export function readTextMember(body: Readonly<Record<string, unknown>>, member: string): string | undefined {
  const value = body[member]
  if (value === undefined || typeof value === 'string') return value
  return refuseRequest(`${member} is not a text.`)
}

/** An optional number member. @throws CountersignError ERR_EMULATOR_REQUEST */
export function readNumberMember(
  body: Readonly<Record<string, unknown>>,
  member: string,
): number | undefined {
  const value = body[member]
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value) && value >= 0)) return value
  return refuseRequest(`${member} is not a number.`)
}
