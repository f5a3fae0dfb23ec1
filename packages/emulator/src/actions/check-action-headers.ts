import { CountersignError, isReservedHeader } from '@countersign/core'
import type { HttpAction } from './read-http-action.js'

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** RFC 9110 section 5.5, as Node sends it: visible Latin-1, space and tab. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
/** Names that steer the connection; a card has no business with them. */
const HOP_BY_HOP = new Set([
  'te',
  'trailer',
  'upgrade',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
])
/** Longest value of one header after substitution, in characters. */
const MAX_HEADER_VALUE_LENGTH = 4_096

export interface CheckedHeaders {
  readonly headers: readonly (readonly [string, string])[]
  /** The action blanks Authorization, so the token goes to Action-Authorization (PROTOCOL R1). */
  readonly blanksAuthorization: boolean
}

/**
 * Judges the headers that a card sets, names as they stand and values after substitution.
 *
 * @throws CountersignError ERR_EMULATOR_RESERVED_HEADER, ERR_EMULATOR_ACTION_INVALID
 */
export function checkActionHeaders(
  headers: HttpAction['headers'],
  substitute: (text: string) => string,
): CheckedHeaders {
  const checked: (readonly [string, string])[] = []
  let blanksAuthorization = false
  for (const { name, value: template } of headers) {
    if (name.toLowerCase() === 'authorization' && template === '') {
      blanksAuthorization = true
      continue
    }
    if (isReservedHeader(name) || HOP_BY_HOP.has(name.trim().toLowerCase().replaceAll('_', '-'))) {
      throw new CountersignError('ERR_EMULATOR_RESERVED_HEADER')
    }
    const value = substitute(template)
    if (!TOKEN.test(name))
      throw new CountersignError('ERR_EMULATOR_ACTION_INVALID', 'A header name is not a token.')
    if (!FIELD_VALUE.test(value) || value.length > MAX_HEADER_VALUE_LENGTH) {
      throw new CountersignError(
        'ERR_EMULATOR_ACTION_INVALID',
        'A header value cannot be sent in one line of Latin-1.',
      )
    }
    checked.push([name, value])
  }
  return { headers: checked, blanksAuthorization }
}
