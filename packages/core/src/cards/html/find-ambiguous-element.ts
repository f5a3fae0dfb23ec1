import type { HtmlToken, StartTag } from './html-token.js'
import { OpenElements } from './open-elements.js'
import { tokenizeHtml } from './tokenize-html.js'

/** SVG and MathML: in them a whole parser reads as markup what is raw text elsewhere. */
const FOREIGN = new Set(['svg', 'math'])
const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'])
/** Elements with rules of their own about what may stand in them and what ends them. */
const WAYWARD = new Set(
  ['form', 'object', 'noscript', 'noframes', 'plaintext'].concat(['select', 'template', 'frameset']),
)
/** Elements that other elements end: then their own end tag closes nothing, or it is as if it came last. */
const WAYWARD_END_TAGS = new Set(['p', 'head', 'body', 'html'])

/**
 * The first element because of which a reader with a whole HTML parser may see a card that `extractCards` does not see;
 * `undefined` where it sees none but those. Whoever shows cards refuses a mail that has one: the mail of a card needs
 * none of them.
 */
export function findAmbiguousElement(html: string): string | undefined {
  const judge = new AmbiguityJudge(html)
  for (const token of tokenizeHtml(html)) {
    const found = judge.take(token)
    if (found !== undefined) return found
  }
  return undefined
}

/** How many elements of a signed card's microdata are open in the document, and in each element with a wayward end tag. */
type MicrodataIn = ReadonlyMap<string, number>

const CARD_ITEM = /signed(?:adaptive|message)card/i
const DOCUMENT = ''
const NOTHING_OPEN: MicrodataIn = new Map([[DOCUMENT, 0]])

class AmbiguityJudge {
  readonly #html: string
  readonly #open = new OpenElements<MicrodataIn>()
  /** Where foreign content ends depends on the tree, so it is taken to last. */
  #foreign: string | undefined

  constructor(html: string) {
    this.#html = html
  }

  take(token: HtmlToken): string | undefined {
    switch (token.kind) {
      case 'start':
        return this.#start(token)
      case 'end':
        return this.#end(token.name)
      case 'comment':
        return this.#html.startsWith('<![CDATA[', token.from) ? this.#foreign : undefined
      case 'text':
      case 'doctype':
        return undefined
    }
  }

  #start({ name, attributes }: StartTag): string | undefined {
    if (WAYWARD.has(name)) return name
    if (RAW_TEXT.has(name) && this.#foreign !== undefined) return this.#foreign
    if (FOREIGN.has(name)) this.#foreign = name
    let around = this.#open.innermost ?? NOTHING_OPEN
    // In these a whole parser does not obey the end tags of what is open around them.
    if ((name === 'table' || FOREIGN.has(name)) && (around.get(DOCUMENT) ?? 0) > 0) return name
    if (CARD_ITEM.test(`${attributes.get('itemtype') ?? ''} ${attributes.get('itemprop') ?? ''}`))
      around = new Map([...around].map(([outer, count]) => [outer, count + 1]))
    if (WAYWARD_END_TAGS.has(name)) around = new Map([...around, [name, 0]])
    this.#open.open(name, around)
    return undefined
  }

  #end(name: string): string | undefined {
    if ((this.#open.innermost?.get(name) ?? 0) > 0) return name
    this.#open.close(name)
    return undefined
  }
}
