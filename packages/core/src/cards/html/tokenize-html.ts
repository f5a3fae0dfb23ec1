import { findRawTextEnd } from './find-raw-text-end.js'
import { findScriptEnd } from './find-script-end.js'
import type { HtmlToken } from './html-token.js'
import { readComment } from './read-comment.js'
import { readTag } from './read-tag.js'

/** Elements whose content is no markup, without scripting as in mail: there, noscript is ordinary markup. */
const RAW_TEXT = new Set(['style', 'xmp', 'iframe', 'noembed', 'noframes'])
/** Elements in which character references count, but tags do not. */
const ESCAPABLE_RAW_TEXT = new Set(['textarea', 'title'])

/** A `<` that starts a tag, a comment or what the rules call a bogus comment. Any other `<` is text. */
const MARKUP = /<(?:[A-Za-z!?]|\/[^])/g

/**
 * Splits HTML into tokens by the rules of the WHATWG tokenizer that decide what is markup and what is not:
 * comments in all their spellings, raw text, script data with its escapes, attributes in any quoting, tags that the
 * end of the file cuts off. It builds no tree, and does not know SVG and MathML, whose rules differ.
 */
export function* tokenizeHtml(html: string): Generator<HtmlToken> {
  let at = 0
  while (at < html.length) {
    const open = findMarkup(html, at)
    if (open > at) yield { kind: 'text', raw: false, from: at, to: open }
    const token = open < html.length ? readMarkup(html, open) : undefined
    if (token === undefined) return
    yield token
    at = token.to
    const end = token.kind === 'start' ? findContentEnd(html, at, token.name) : at
    if (end > at && token.kind === 'start')
      yield { kind: 'text', raw: !ESCAPABLE_RAW_TEXT.has(token.name), from: at, to: end }
    at = end
  }
}

function findMarkup(html: string, from: number): number {
  MARKUP.lastIndex = from
  return MARKUP.exec(html)?.index ?? html.length
}

/** Undefined where the file ends inside a tag: the rules then drop the tag. */
function readMarkup(html: string, from: number): HtmlToken | undefined {
  return /^<\/?[A-Za-z]/.test(html.slice(from, from + 3)) ? readTag(html, from) : readComment(html, from)
}

/** Where the content of an element that holds no markup ends; `from` itself for every other element. */
function findContentEnd(html: string, from: number, name: string): number {
  if (name === 'script') return findScriptEnd(html, from)
  if (name === 'plaintext') return html.length
  return RAW_TEXT.has(name) || ESCAPABLE_RAW_TEXT.has(name) ? findRawTextEnd(html, from, name) : from
}
