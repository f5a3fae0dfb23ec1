import { decodeCharacterReferences } from './decode-character-references.js'
import type { EndTag, StartTag } from './html-token.js'

const TAG_NAME = /<\/?([A-Za-z][^\t\n\f\r />]*)/y
const BETWEEN = /[\t\n\f\r /]*/y
/** An `=` in first place belongs to the name. */
const ATTRIBUTE_NAME = /=?[^\t\n\f\r />=]*/y
const EQUALS = /[\t\n\f\r ]*=[\t\n\f\r ]*/y
const UNQUOTED = /[^\t\n\f\r >]*/y

/** Reads the tag at `from`; undefined where the file ends before the tag does. */
export function readTag(html: string, from: number): StartTag | EndTag | undefined {
  const name = (matchAt(TAG_NAME, html, from)?.[1] ?? '').toLowerCase()
  const isEnd = html.charAt(from + 1) === '/'
  const attributes = new Map<string, string>()
  let at = from + (isEnd ? 2 : 1) + name.length
  for (;;) {
    at += lengthAt(BETWEEN, html, at)
    if (at >= html.length) return undefined
    if (html.charAt(at) === '>') break
    const attribute = readAttribute(html, at)
    if (attribute === undefined) return undefined
    if (!attributes.has(attribute.name)) attributes.set(attribute.name, attribute.value)
    at = attribute.to
  }
  return isEnd
    ? { kind: 'end', name, from, to: at + 1 }
    : { kind: 'start', name, attributes, from, to: at + 1 }
}

interface Attribute {
  readonly name: string
  readonly value: string
  readonly to: number
}

function readAttribute(html: string, from: number): Attribute | undefined {
  const nameEnd = from + lengthAt(ATTRIBUTE_NAME, html, from)
  const name = html.slice(from, nameEnd).toLowerCase()
  const start = nameEnd + lengthAt(EQUALS, html, nameEnd)
  if (start === nameEnd || html.charAt(start) === '>') return { name, value: '', to: start }
  const quote = html.charAt(start)
  if (quote !== '"' && quote !== "'") {
    const to = start + lengthAt(UNQUOTED, html, start)
    return { name, value: decodeCharacterReferences(html.slice(start, to), 'attribute'), to }
  }
  const close = html.indexOf(quote, start + 1)
  if (close < 0) return undefined
  return { name, value: decodeCharacterReferences(html.slice(start + 1, close), 'attribute'), to: close + 1 }
}

function matchAt(pattern: RegExp, html: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(html)
}

function lengthAt(pattern: RegExp, html: string, at: number): number {
  return matchAt(pattern, html, at)?.[0].length ?? 0
}
