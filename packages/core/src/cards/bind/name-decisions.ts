import type { JsonObject } from '../tree/json-object.js'
import { replaceNodes } from '../tree/replace-nodes.js'
import { walkNodes } from '../tree/walk-nodes.js'

/** A MessageCard in which every HttpPOST without an `@id` whose name is that of a decision has it as `@id`. */
export function nameDecisions(card: JsonObject, decisions: readonly string[]): JsonObject {
  const named = new Map<string, object>()
  for (const { node, path } of walkNodes(card)) {
    if (node['@type'] !== 'HttpPOST' || node['@id'] !== undefined || typeof node.name !== 'string') continue
    const { name } = node
    const decision = decisions.find((each) => each.toLowerCase() === name.toLowerCase())
    if (decision !== undefined) named.set(path, { ...node, '@id': decision })
  }
  return named.size === 0 ? card : (replaceNodes(card, named) as JsonObject)
}
