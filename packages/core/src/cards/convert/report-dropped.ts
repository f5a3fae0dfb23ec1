import type { JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { Conversion } from './conversion.js'

/** Notes every member that a conversion passes over. */
export function reportDropped(
  node: JsonObject,
  known: readonly string[],
  path: string,
  conversion: Conversion,
): void {
  for (const name of Object.keys(node))
    if (!known.includes(name)) conversion.report('CARD_CONVERT_DROPPED', pointTo(path, name))
}
