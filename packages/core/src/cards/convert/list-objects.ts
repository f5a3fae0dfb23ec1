import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { Conversion } from './conversion.js'

/** The list that is a member of a node; empty where there is none. Notes a member that is something else. */
export function listMembers(
  node: JsonObject,
  member: string,
  path: string,
  conversion: Conversion,
): readonly unknown[] {
  const list = node[member]
  if (Array.isArray(list)) return list as readonly unknown[]
  if (isGiven(list)) conversion.report('CARD_CONVERT_FORM', pointTo(path, member))
  return []
}

/** As {@link listMembers}, the objects alone, each with its index. Notes what else is in the list. */
export function listObjects(
  node: JsonObject,
  member: string,
  path: string,
  conversion: Conversion,
): readonly (readonly [number, JsonObject])[] {
  return listMembers(node, member, path, conversion).flatMap((item, index) => {
    if (isJsonObject(item)) return [[index, item] as const]
    conversion.report('CARD_CONVERT_FORM', pointTo(pointTo(path, member), index))
    return []
  })
}

/** False for a member that is not there, or says that it is not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
