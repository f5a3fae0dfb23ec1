import type { JsonObject } from '../../tree/json-object.js'
import { isJsonObject } from '../../tree/json-object.js'
import { pointTo } from '../../tree/json-pointer.js'
import type { CardNode } from '../../tree/walk-nodes.js'

export interface ActionList {
  /** The card's or a section's, or that of an ActionCard. */
  readonly of: 'potentialAction' | 'ActionCard'
  /** As the card has it: any JSON value. */
  readonly list: unknown
  /** JSON pointer to the list. */
  readonly path: string
}

/** Every list of actions of a MessageCard, wherever it stands. */
export function listActionLists(nodes: readonly CardNode[]): ActionList[] {
  return nodes.flatMap(({ node, path }): ActionList[] => [
    ...(node.potentialAction === undefined
      ? []
      : [{ of: 'potentialAction' as const, list: node.potentialAction, path: `${path}/potentialAction` }]),
    ...(node['@type'] === 'ActionCard' && node.actions !== undefined
      ? [{ of: 'ActionCard' as const, list: node.actions, path: `${path}/actions` }]
      : []),
  ])
}

/** The objects of a JSON list with their pointers; none where it is no list. */
export function listObjects(list: unknown, path: string): { node: JsonObject; path: string }[] {
  const items: unknown[] = Array.isArray(list) ? list : []
  return items.flatMap((node, index) => (isJsonObject(node) ? [{ node, path: pointTo(path, index) }] : []))
}

/** True where a value is a list of nothing but objects. */
export function isObjectList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isJsonObject)
}
