import { isJsonObject } from './json-object.js'
import { pointTo } from './json-pointer.js'

/** A copy of a JSON value in which the objects at the given JSON pointers are replaced. */
export function replaceNodes(value: unknown, replacements: ReadonlyMap<string, object>, path = ''): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => replaceNodes(item, replacements, pointTo(path, index)))
  if (!isJsonObject(value)) return value
  const node = replacements.get(path) ?? value
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [
      name,
      replaceNodes(child as unknown, replacements, pointTo(path, name)),
    ]),
  )
}
