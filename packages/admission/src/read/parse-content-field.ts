export interface ContentField {
  /** Lower-cased: `text/html`, `attachment`, `base64`. */
  readonly value: string
  /** By lower-cased name; the values as written. */
  readonly parameters: ReadonlyMap<string, string>
}

/** RFC 2045 section 5.1: any printable ASCII but the tspecials. Here with `*` and `'`, which RFC 2231 names use. */
const TOKEN = /^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~/]+$/
const PARAMETER = /^\s*([!#$&'*+\-.0-9A-Z^_`a-z{|}~]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"()\\]+))\s*$/
/** RFC 2231 forms of the two parameters that decide how a body is read: some readers know them, some do not. */
const SPLIT_PARAMETER = /^(?:charset|boundary)\*/

/**
 * Reads Content-Type, Content-Disposition and the like strictly. Undefined for anything that mail readers are
 * known to take differently: comments, a parameter given twice, text beside a quoted string.
 */
export function parseContentField(text: string): ContentField | undefined {
  const [first = '', ...rest] = splitParameters(text)
  const value = first.trim().toLowerCase()
  if (!TOKEN.test(value)) return undefined
  const parameters = new Map<string, string>()
  for (const part of rest) {
    if (part.trim() === '') continue
    const match = PARAMETER.exec(part)
    if (!match?.[1]) return undefined
    const name = match[1].toLowerCase()
    if (parameters.has(name) || SPLIT_PARAMETER.test(name)) return undefined
    parameters.set(name, match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '')
  }
  return { value, parameters }
}

/** Splits at the semicolons outside quoted strings. */
function splitParameters(text: string): string[] {
  const parts: string[] = []
  let start = 0
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (quoted && character === '\\') index++
    else if (character === '"') quoted = !quoted
    else if (character === ';' && !quoted) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
