import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import type { ActionHttpPost } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { isTrue } from './is-true.js'
import { nameAction } from './name-action.js'
import { reportDropped } from './report-dropped.js'

const KNOWN = ['@type', '@id', 'name', 'target', 'headers', 'body', 'bodyContentType', 'isPrimary']
/** What a body is taken for where the action does not say (message-card-reference.md, "HttpPOST action"). */
const DEFAULT_CONTENT_TYPE = 'application/json'

export function convertHttpPost(
  action: JsonObject,
  path: string,
  conversion: Conversion,
  actionCard: JsonObject | undefined,
): ActionHttpPost {
  reportDropped(action, KNOWN, path, conversion)
  const { target, body = '' } = action
  const converted: JsonObject = {
    type: 'Action.Http',
    ...nameAction(action),
    ...(isTrue(action.isPrimary) ? { style: 'positive' } : {}),
    method: 'POST',
    ...(target === undefined ? {} : { url: target }),
    headers: addContentType(action, path, conversion),
    body: typeof body === 'string' ? conversion.inputIds.renameIn(body, actionCard) : body,
  }
  // url, headers and body are taken over as they stand, right or wrong: lint judges them.
  return conversion.note(converted as unknown as ActionHttpPost, path, {
    title: '/name',
    id: '/@id',
    url: '/target',
    method: '',
    style: '/isPrimary',
  })
}

function addContentType(
  { headers = [], bodyContentType = DEFAULT_CONTENT_TYPE }: JsonObject,
  path: string,
  conversion: Conversion,
): unknown {
  if (!Array.isArray(headers)) return headers
  const list = headers as readonly unknown[]
  const isSet = list.some(
    (header) =>
      isJsonObject(header) && typeof header.name === 'string' && header.name.toLowerCase() === 'content-type',
  )
  if (isSet) return list
  const added = { name: 'Content-Type', value: bodyContentType }
  return [...list, conversion.note(added, path, { value: '/bodyContentType' })]
}
