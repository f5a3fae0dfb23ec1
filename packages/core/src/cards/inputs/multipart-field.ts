import { INPUT_NAME_MAX_LENGTH } from '../card-limits.js'

/** Letters and digits of any script, and `_.-:@/ `: nothing that ends a quoted string, a line or a placeholder. */
const FIELD_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.:@/ -]*$/u

export function isFieldName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name.length <= INPUT_NAME_MAX_LENGTH &&
    FIELD_NAME.test(name) &&
    name !== '__proto__'
  )
}

/** What is wrong with a list of field names: bad ones and repeated ones, by their position. */
export function listFieldNameProblems(names: readonly string[]): string[] {
  return names.flatMap((name, index) => {
    if (!isFieldName(name)) return [`Input ${String(index + 1)} has an id that cannot name a field.`]
    return names.indexOf(name) < index ? [`Input ${String(index + 1)} repeats the id of an earlier one.`] : []
  })
}

/** One field of a multipart/form-data body (RFC 7578 section 4.2). */
export function writeField(boundary: string, name: string, value: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
}

const FIELD_HEAD = /^Content-Disposition: form-data; name="([^"\r\n]+)"$/i

/** The name in a field's head, which must be exactly what {@link writeField} writes. */
export function readFieldName(head: string): string | undefined {
  const name = FIELD_HEAD.exec(head)?.[1]
  return isFieldName(name) ? name : undefined
}
