import { randomBytes } from 'node:crypto'
import { CountersignTypeError } from '../../errors/index.js'
import { INPUTS_MAX_FIELDS } from '../card-limits.js'
import { listFieldNameProblems, writeField } from './multipart-field.js'

export interface EncodeInputsOptions {
  /** Default: random, 24 bytes. A fixed one is for tests: who can guess it can forge fields. */
  readonly boundary?: string
}

export interface EncodedInputs {
  readonly headers: { readonly name: string; readonly value: string }[]
  readonly body: string
}

/**
 * Writes headers and body of an Action.Http so that every input arrives unchanged although the platform
 * substitutes without escaping: multipart/form-data (RFC 7578), one field an input, the placeholder alone between
 * the lines. Nothing has to be escaped there but the boundary, which no other message and no stranger knows; a
 * text with the boundary in it is refused by `decodeInputs`, never misread. Lone surrogates cannot be sent in
 * UTF-8: they arrive as U+FFFD.
 *
 * @param names ids of the card's inputs
 * @throws CountersignTypeError ERR_CARD_INPUT_NAME (every wrong name at once), ERR_CARD_INPUT_BOUNDARY
 */
export function encodeInputs(names: readonly string[], options: EncodeInputsOptions = {}): EncodedInputs {
  const problems = listFieldNameProblems(names)
  if (names.length > INPUTS_MAX_FIELDS)
    problems.push(`At most ${String(INPUTS_MAX_FIELDS)} inputs can be sent.`)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CARD_INPUT_NAME', problems)
  const boundary = options.boundary ?? `countersign-${randomBytes(24).toString('hex')}`
  if (!/^[A-Za-z0-9-]{16,70}$/.test(boundary))
    throw new CountersignTypeError(
      'ERR_CARD_INPUT_BOUNDARY',
      'The boundary must have 16 to 70 letters, digits and hyphens.',
    )
  const fields = names.map((name) => writeField(boundary, name, `{{${name}.value}}`))
  return {
    headers: [{ name: 'Content-Type', value: `multipart/form-data; boundary=${boundary}` }],
    body: `${fields.join('')}--${boundary}--\r\n`,
  }
}
