import { CountersignError } from '../errors/index.js'

/** Levels of arrays and objects; the deepest real cards stay under 30. */
export const MAX_JSON_DEPTH = 64
/** Characters. */
export const MAX_JSON_LENGTH = 1024 * 1024

export interface StrictJsonOptions {
  /** Levels of nesting; default {@link MAX_JSON_DEPTH}. */
  readonly maxDepth?: number
  /** Characters of text; default {@link MAX_JSON_LENGTH}. */
  readonly maxLength?: number
}

/**
 * JSON for input that nothing signs (cards, keys, configuration): refuses duplicate members, which
 * readers disagree about (RFC 8259 section 4), members named `__proto__`, and nesting bombs.
 *
 * @throws CountersignError ERR_JSON_SYNTAX, ERR_JSON_TOO_LARGE, ERR_JSON_TOO_DEEP, ERR_JSON_DUPLICATE_MEMBER,
 *   ERR_JSON_MEMBER_NAME
 */
export function parseStrictJson(text: string, options: StrictJsonOptions = {}): unknown {
  if (text.length > (options.maxLength ?? MAX_JSON_LENGTH)) throw new CountersignError('ERR_JSON_TOO_LARGE')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // No cause: the parser's message quotes the text.
    throw new CountersignError('ERR_JSON_SYNTAX')
  }
  checkStructure(text, options.maxDepth ?? MAX_JSON_DEPTH)
  return value
}

/** Walks text that is known to be JSON, so only strings and brackets need a look. */
function checkStructure(text: string, maxDepth: number): void {
  /** One entry per open bracket: the names seen so far in an object, null for an array. */
  const open: (Set<string> | null)[] = []
  let nameExpected = false
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at)
        const names = open.at(-1)
        if (nameExpected && names) checkName(JSON.parse(text.slice(at, end + 1)) as string, names)
        nameExpected = false
        at = end
        break
      }
      case '{':
      case '[':
        if (open.length >= maxDepth) throw new CountersignError('ERR_JSON_TOO_DEEP')
        nameExpected = text[at] === '{'
        open.push(nameExpected ? new Set() : null)
        break
      case '}':
      case ']':
        open.pop()
        nameExpected = false
        break
      case ',':
        nameExpected = open.at(-1) instanceof Set
        break
      default:
    }
  }
}

function checkName(name: string, names: Set<string>): void {
  if (name === '__proto__') throw new CountersignError('ERR_JSON_MEMBER_NAME')
  if (names.has(name)) throw new CountersignError('ERR_JSON_DUPLICATE_MEMBER')
  names.add(name)
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
}
