import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import type { ExtractedCard } from '../../../src/cards/index.js'

type Entity = ExtractedCard['entity']
type Node = DefaultTreeAdapterTypes.ChildNode

/** Extraction as a reader with a whole HTML parser does it: the yardstick of the differential tests. */
export function extractWithParse5(html: string): ExtractedCard[] {
  const found: ExtractedCard[] = []
  for (const child of parse(html, { scriptingEnabled: false }).childNodes) visit(child, undefined, found)
  return found
}

function visit(node: Node, outer: Entity | undefined, found: ExtractedCard[]): void {
  if (!('tagName' in node)) return
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
  const item = attributes.has('itemscope') ? readItem(attributes.get('itemtype')) : outer
  const names = (attributes.get('itemprop') ?? '').toLowerCase().split(/[\t\n\f\r ]+/)
  const text = textOf(node).trim()
  const type = (attributes.get('type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (node.tagName === 'script' && type === 'application/adaptivecard+json')
    found.push({ form: 'unsigned', entity: 'AdaptiveCard', text })
  else if (node.tagName === 'script' && type === 'application/ld+json') {
    if (/messagecard/i.test(text)) found.push({ form: 'unsigned', entity: 'MessageCard', text })
  } else if (
    outer !== undefined &&
    (names.includes('signedadaptivecard') || names.includes('signedmessagecard'))
  )
    found.push({ form: 'signed', entity: outer, text })
  for (const child of node.childNodes) visit(child, item, found)
}

function readItem(itemtype = ''): Entity | undefined {
  for (const type of itemtype.toLowerCase().split(/[\t\n\f\r ]+/)) {
    if (/^(https?:\/\/)?schema\.org\/signedadaptivecard$/.test(type)) return 'AdaptiveCard'
    if (/^(https?:\/\/)?schema\.org\/signedmessagecard$/.test(type)) return 'MessageCard'
  }
  return undefined
}

function textOf(node: DefaultTreeAdapterTypes.Element): string {
  return node.childNodes
    .map((child) => ('value' in child ? child.value : 'tagName' in child ? textOf(child) : ''))
    .join('')
}
