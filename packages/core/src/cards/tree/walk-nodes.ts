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
export function* walkNodes(card: unknown): Generator<CardNode> {
  if (isJsonObject(card)) yield* walkFrom({ node: card, path: '', place: '' }, 0)
}

function* walkFrom(at: CardNode, depth: number): Generator<CardNode> {
  yield at
  if (depth >= CARD_MAX_DEPTH) return
  for (const name of membersInOrder(at.node)) {
    if (OPAQUE_MEMBERS.has(name)) continue
    yield* walkValue(at.node[name], pointTo(at.path, name), name, at, depth + 1)
  }
}

function* walkValue(
  value: unknown,
  path: string,
  place: string,
  parent: CardNode,
  depth: number,
): Generator<CardNode> {
  if (depth > CARD_MAX_DEPTH) return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* walkValue(item, pointTo(path, index), place, parent, depth + 1)
  } else if (isJsonObject(value)) {
    yield* walkFrom({ node: value, path, place, parent }, depth)
  }
}

function membersInOrder(node: JsonObject): string[] {
  const names = Object.keys(node)
  const first = DRAWN_FIRST.filter((name) => names.includes(name))
  return [...first, ...names.filter((name) => !DRAWN_FIRST.includes(name))]
}
