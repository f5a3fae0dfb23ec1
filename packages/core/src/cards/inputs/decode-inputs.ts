import { isUtf8 } from 'node:buffer'
import { CountersignError } from '../../errors/index.js'
import { INPUTS_MAX_BYTES, INPUTS_MAX_FIELDS } from '../card-limits.js'
import { readFieldName } from './multipart-field.js'

const CONTENT_TYPE =
  /^multipart\/form-data[\t ]*;[\t ]*boundary=(?:"([A-Za-z0-9-]{1,70})"|([A-Za-z0-9-]{1,70}))[\t ]*$/i

/**
 * Reads the body that `encodeInputs` wrote and the platform filled in. It is not a general form parser: a repeated
 * field, a missing end, a boundary where none belongs, a head of another shape or invalid UTF-8 is refused, because
 * each of them means that a text reached into the frame.
 *
 * @returns an object without prototype: name of the field to its text, unchanged
 * @throws CountersignError ERR_CARD_INPUTS_TYPE, ERR_CARD_INPUTS_SIZE, ERR_CARD_INPUTS_FORM
 */
export function decodeInputs(contentType: string, body: Uint8Array): Record<string, string> {
  const match = CONTENT_TYPE.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw new CountersignError('ERR_CARD_INPUTS_TYPE')
  if (body.byteLength > INPUTS_MAX_BYTES) throw new CountersignError('ERR_CARD_INPUTS_SIZE')
  if (!isUtf8(body)) throw refuse('The inputs are not valid UTF-8.')
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  return readFields(`\r\n${text}`, `\r\n--${boundary}`)
}

function readFields(text: string, delimiter: string): Record<string, string> {
  const [preamble, ...parts] = text.split(delimiter, INPUTS_MAX_FIELDS + 3)
  const end = parts.pop()
  if (preamble !== '') throw refuse('The inputs do not begin with the boundary.')
  if (end !== '--\r\n' && end !== '--') throw refuse('The inputs do not end with the boundary.')
  if (parts.length > INPUTS_MAX_FIELDS) throw new CountersignError('ERR_CARD_INPUTS_SIZE')
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const part of parts) {
    const headEnd = part.indexOf('\r\n\r\n')
    const name = part.startsWith('\r\n') && headEnd >= 2 ? readFieldName(part.slice(2, headEnd)) : undefined
    if (name === undefined) throw refuse('A field of the inputs has an unexpected head.')
    if (Object.hasOwn(fields, name)) throw refuse('A field of the inputs is repeated.')
    fields[name] = part.slice(headEnd + 4)
  }
  return fields
}

function refuse(message: string): CountersignError {
  return new CountersignError('ERR_CARD_INPUTS_FORM', message)
}
