import { MAX_HEADER_BYTES, MAX_HEADER_FIELDS } from '../limits.js'
import type { HeaderField } from './header-field.js'
import { ReadProblem } from './read-problem.js'

export interface HeaderSection {
  readonly fields: readonly HeaderField[]
  /** Everything after the empty line; one character a byte. */
  readonly body: string
}

/** RFC 5322 section 3.6.8, without the blanks before the colon that old mails may have. */
const FIELD_NAME = /^[!-9;-~]+$/
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose
const FORBIDDEN = /[\x00\r\n]/

/**
 * Splits a header section from its body and into fields, strictly: what one reader takes for a field and
 * another for something else (no colon, blank before the colon, blank folded lines, NUL, bare CR) is refused.
 * Throws ReadProblem.
 */
export function splitHeaderSection(text: string): HeaderSection {
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n')
  const section = end < 0 ? text.replace(/\r\n$/, '') : text.slice(0, end)
  if (section.length > MAX_HEADER_BYTES)
    throw new ReadProblem(
      'MAIL_HEADER_LIMIT',
      `A header section is longer than ${String(MAX_HEADER_BYTES)} bytes.`,
    )
  const body = end < 0 ? '' : text.slice(end === 0 ? 2 : end + 4)
  if (section === '') return { fields: [], body }

  const rows = section.split(/\r\n(?![ \t])/)
  if (rows.length > MAX_HEADER_FIELDS)
    throw new ReadProblem(
      'MAIL_HEADER_LIMIT',
      `A header section has more than ${String(MAX_HEADER_FIELDS)} fields.`,
    )
  return { fields: rows.map(readField), body }
}

function readField(raw: string, index: number): HeaderField {
  const colon = raw.indexOf(':')
  const name = raw.slice(0, Math.max(colon, 0))
  if (!FIELD_NAME.test(name)) throw malformed(index, 'has no proper name before a colon')
  const lines = raw.slice(colon + 1).split('\r\n')
  if (lines.slice(1).some((line) => line.trim() === '')) throw malformed(index, 'is folded with a blank line')
  const value = lines.join('')
  if (FORBIDDEN.test(value)) throw malformed(index, 'holds a NUL or a bare CR')
  return { key: name.toLowerCase(), name, value: Buffer.from(value, 'latin1').toString('utf8').trim(), raw }
}

function malformed(index: number, what: string): ReadProblem {
  return new ReadProblem('MAIL_HEADER_MALFORMED', `Header field ${String(index + 1)} ${what}.`)
}
