import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import type { ActionOpenUrl } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { nameAction } from './name-action.js'
import { reportDropped } from './report-dropped.js'

/** The address for every system, else the first one. */
export function convertOpenUri(action: JsonObject, path: string, conversion: Conversion): ActionOpenUrl {
  reportDropped(action, ['@type', '@id', 'name', 'targets'], path, conversion)
  const targets: unknown[] = Array.isArray(action.targets) ? action.targets : []
  const index = Math.max(
    0,
    targets.findIndex((target) => isJsonObject(target) && target.os === 'default'),
  )
  if (targets.length > 1) conversion.report('CARD_CONVERT_OPEN_URI', `${path}/targets`)
  const target = targets[index]
  // As it stands, right or wrong: lint judges it.
  const url = isJsonObject(target) ? (target.uri as string) : undefined
  const converted = {
    type: 'Action.OpenUrl' as const,
    ...nameAction(action),
    ...(url === undefined ? {} : { url }),
  }
  const members = { title: '/name', id: '/@id', url: `/targets/${String(index)}/uri` }
  return conversion.note(converted as ActionOpenUrl, path, members)
}
