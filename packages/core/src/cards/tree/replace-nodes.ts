import { isJsonObject } from './json-object.js'
import { pointTo } from './json-pointer.js'

/** A copy of a JSON value in which the objects at the given JSON pointers are replaced; without any, the value itself. */
export function replaceNodes(value: unknown, replacements: ReadonlyMap<string, object>): unknown {
  return replacements.size === 0 ? value : replaceIn(value, replacements, '')
}

function replaceIn(value: unknown, replacements: ReadonlyMap<string, object>, path: string): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => replaceIn(item, replacements, pointTo(path, index)))
  if (!isJsonObject(value)) return value
  const node = replacements.get(path) ?? value
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [
      name,
      replaceIn(child as unknown, replacements, pointTo(path, name)),
    ]),
  )
}
