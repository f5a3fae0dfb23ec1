import type { ExtractedCard } from './extract-cards.js'
import { decodeCharacterReferences } from './decode-character-references.js'
import type { HtmlToken, StartTag, Text } from './html-token.js'
import { readLinkedData } from './read-linked-data.js'
import { OpenElements } from './open-elements.js'

type Entity = ExtractedCard['entity']
type Form = ExtractedCard['form']

const ITEM_TYPES: ReadonlyMap<string, Entity> = new Map([
  ['schema.org/signedadaptivecard', 'AdaptiveCard'],
  ['schema.org/signedmessagecard', 'MessageCard'],
])
/** Either of them in either item: another reader may go by the property alone. */
const ITEM_PROPERTIES = ['signedadaptivecard', 'signedmessagecard']

/** A newline that stands first in one of these belongs to the markup (WHATWG HTML, 13.2.6.4.7). */
const EATS_NEWLINE = new Set(['pre', 'listing', 'textarea'])

interface Found {
  /** Undefined for linked data: its text has to tell. */
  readonly kind: { readonly form: Form; readonly entity: Entity } | undefined
  readonly parts: string[]
}

interface OpenElement {
  /** The entity of the innermost microdata item that is open here. */
  readonly item: Entity | undefined
  /** The cards whose text this element adds to: one, or several within each other. */
  readonly found: readonly Found[]
}

/** Follows the tokens of one document and collects the cards in it. */
export class CardCollector {
  readonly #html: string
  readonly #open = new OpenElements<OpenElement>()
  readonly #found: Found[] = []
  #known = 0
  #eatsNewline = false

  constructor(html: string) {
    this.#html = html
  }

  /** Without linked data, of which a mail may have any amount that is no card. */
  get count(): number {
    return this.#known
  }

  take(token: HtmlToken): void {
    if (token.kind === 'start') this.#start(token)
    else if (token.kind === 'end') this.#open.close(token.name)
    else if (token.kind === 'text') this.#text(token)
    this.#eatsNewline = token.kind === 'start' && EATS_NEWLINE.has(token.name)
  }

  finish(): ExtractedCard[] {
    return this.#found.flatMap(({ kind, parts }) => {
      const text = parts.join('').replace(/\r\n?/g, '\n').trim()
      return kind === undefined ? readLinkedData(text) : [{ ...kind, text }]
    })
  }

  #start(tag: StartTag): void {
    const outer = this.#open.innermost
    const item = tag.attributes.has('itemscope') ? readItemType(tag) : outer?.item
    const started = readScript(tag) ?? readSignedCard(tag, outer?.item)
    if (started !== undefined) this.#found.push(started)
    if (started?.kind !== undefined) this.#known += 1
    const around = outer?.found ?? []
    const found = started === undefined ? around : [...around, started]
    const content = tag.name === 'meta' ? tag.attributes.get('content') : undefined
    if (started !== undefined && content !== undefined) started.parts.push(content)
    this.#open.open(tag.name, { item, found })
  }

  #text(text: Text): void {
    const found = this.#open.innermost?.found ?? []
    if (found.length === 0) return
    const source = this.#html.slice(text.from, text.to)
    const decoded = text.raw ? source : decodeCharacterReferences(source, 'text')
    const content = this.#eatsNewline ? decoded.replace(/^(?:\r\n?|\n)/, '') : decoded
    for (const { parts } of found) parts.push(content)
  }
}

function readItemType(tag: StartTag): Entity | undefined {
  const types = (tag.attributes.get('itemtype') ?? '').toLowerCase().split(/[\t\n\f\r ]+/)
  return types
    .map((type) => ITEM_TYPES.get(type.replace(/^https?:\/\//, '')))
    .find((entity) => entity !== undefined)
}

function readSignedCard(tag: StartTag, item: Entity | undefined): Found | undefined {
  const names = (tag.attributes.get('itemprop') ?? '').toLowerCase().split(/[\t\n\f\r ]+/)
  if (item === undefined || !ITEM_PROPERTIES.some((property) => names.includes(property))) return undefined
  return { kind: { form: 'signed', entity: item }, parts: [] }
}

function readScript(tag: StartTag): Found | undefined {
  if (tag.name !== 'script') return undefined
  const type = (tag.attributes.get('type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/adaptivecard+json')
    return { kind: { form: 'unsigned', entity: 'AdaptiveCard' }, parts: [] }
  return type === 'application/ld+json' ? { kind: undefined, parts: [] } : undefined
}
