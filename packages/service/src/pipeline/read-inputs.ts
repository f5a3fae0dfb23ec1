import { isUtf8 } from 'node:buffer'
import { CountersignError, decodeInputs, parseStrictJson } from '@countersign/core'

export type Inputs = Readonly<Record<string, unknown>>

const NO_INPUTS: Inputs = Object.freeze(Object.create(null) as Record<string, unknown>)
/** Most fields of a urlencoded body. */
const MAX_FIELDS = 200
/**
 * What `action(…, { inputs })` writes first. For a MessageCard's HttpPOST the vendor documents two content types and
 * not whether a header of the card replaces them, so that such a body may be called JSON, which never begins so.
 */
const OWN_BOUNDARY = /^--(countersign-[0-9a-f]{48})\r\n/
/** A JSON body needs no more nesting than this. */
const MAX_JSON_DEPTH = 16

/**
 * The inputs in a body: multipart as `action(…, { inputs })` writes it, JSON, or urlencoded. The result has no
 * prototype, and no form may name a field twice. Throws `ERR_REQUEST_BODY`.
 */
export function readInputs(contentType: string | undefined, body: Uint8Array): Inputs {
  if (body.byteLength === 0) return NO_INPUTS
  const inputs = Object.create(null) as Record<string, unknown>
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase()
  switch (mediaType) {
    case 'multipart/form-data':
      return readWith(() => decodeInputs(contentType ?? '', body))
    case 'application/x-www-form-urlencoded':
      return readUrlEncoded(decodeText(body), inputs)
    // Cards from elsewhere may leave the type out; the platform means JSON then.
    case '':
    case 'application/json': {
      const text = decodeText(body)
      const boundary = OWN_BOUNDARY.exec(text)?.[1]
      if (boundary === undefined) return readJson(text, inputs)
      return readWith(() => decodeInputs(`multipart/form-data; boundary=${boundary}`, body))
    }
    default:
      throw new CountersignError('ERR_REQUEST_BODY', 'The content type of the body is not one that is read.')
  }
}

function readUrlEncoded(text: string, inputs: Record<string, unknown>): Inputs {
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1
    if (count > MAX_FIELDS) throw new CountersignError('ERR_REQUEST_BODY', 'The body has too many fields.')
    addField(inputs, name, value)
  }
  return inputs
}

function readJson(text: string, inputs: Record<string, unknown>): Inputs {
  const value = readWith(() => parseStrictJson(text, { maxDepth: MAX_JSON_DEPTH }))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CountersignError('ERR_REQUEST_BODY', 'A JSON body must be an object.')
  }
  for (const [name, member] of Object.entries(value)) addField(inputs, name, member)
  return inputs
}

function addField(inputs: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__' || Object.hasOwn(inputs, name)) {
    throw new CountersignError(
      'ERR_REQUEST_BODY',
      'A field of the body is repeated or has an impossible name.',
    )
  }
  inputs[name] = value
}

function decodeText(body: Uint8Array): string {
  if (!isUtf8(body)) throw new CountersignError('ERR_REQUEST_BODY', 'The body is not UTF-8.')
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
}

function readWith<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    throw new CountersignError('ERR_REQUEST_BODY', undefined, { cause })
  }
}
