import { CARD_MAX_DEPTH } from '../card-limits.js'
import { isJsonObject, type JsonObject } from './json-object.js'
import { pointTo } from './json-pointer.js'

/** One object of a card. */
export interface CardNode {
  readonly node: JsonObject
  /** JSON pointer (RFC 6901) from the card. */
  readonly path: string
  /** The member that holds the node, or the list it is in: `body`, `actions`, `selectAction`, `card` … */
  readonly place: string
  readonly parent?: CardNode
}

/** Free JSON of the author's: an object in there that looks like an action is none. */
const OPAQUE_MEMBERS = new Set(['data', 'initializationContext', 'requires', 'msteams', 'authentication'])

/** Members in the order they are drawn; all others follow in their own order. */
const DRAWN_FIRST = ['selectAction', 'body', 'items', 'columns', 'rows', 'cells', 'actions']

/**
 * Every object of a card, parents before children, in drawing order. It visits every member, known or not: an
 * action in a container that nobody has heard of is still an action to whoever shows the card.
 */
export function walkNodes(card: unknown): CardNode[] {
  const nodes: CardNode[] = []
  if (isJsonObject(card)) addNode(nodes, { node: card, path: '', place: '' }, 0)
  return nodes
}

function addNode(nodes: CardNode[], at: CardNode, depth: number): void {
  nodes.push(at)
  if (depth >= CARD_MAX_DEPTH) return
  for (const name of membersInOrder(at.node)) {
    const value = at.node[name]
    if (!isNested(value) || OPAQUE_MEMBERS.has(name)) continue
    addNodesIn(nodes, value, { path: pointTo(at.path, name), place: name, parent: at }, depth + 1)
  }
}

function addNodesIn(
  nodes: CardNode[],
  value: object,
  at: Required<Omit<CardNode, 'node'>>,
  depth: number,
): void {
  if (depth > CARD_MAX_DEPTH) return
  if (!Array.isArray(value)) {
    addNode(nodes, { node: value as JsonObject, ...at }, depth)
    return
  }
  for (const [index, item] of value.entries())
    if (isNested(item)) addNodesIn(nodes, item, { ...at, path: pointTo(at.path, index) }, depth + 1)
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function membersInOrder(node: JsonObject): string[] {
  const names = Object.keys(node)
  const first = DRAWN_FIRST.filter((name) => Object.hasOwn(node, name))
  return first.length === 0 ? names : [...first, ...names.filter((name) => !DRAWN_FIRST.includes(name))]
}
