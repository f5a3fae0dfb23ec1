import { CountersignTypeError } from '../../errors/index.js'
import { copyJson } from '../tree/copy-json.js'
import { freezeDeep } from '../tree/freeze-deep.js'
import type { JsonObject } from '../tree/json-object.js'
import { replaceNodes } from '../tree/replace-nodes.js'
import { walkNodes } from '../tree/walk-nodes.js'
import type { ActionHttpPost, HttpHeader, MessageCard } from '../types/index.js'
import { isHeaderList } from './is-header-list.js'
import { DEFAULT_PARAMETER, listBindProblems, type BindCardOptions } from './bind-card.js'
import { nameDecisions } from './name-decisions.js'
import { placeToken } from './place-token.js'

/**
 * As `bindCard`, for a MessageCard: an HttpPOST belongs to the decision that is its `@id` or, where it has none, its
 * `name` (in any case of letters), and posts to `url` with its own limited-purpose token.
 *
 * @throws CountersignTypeError ERR_CARD_BIND (every wrong option at once, or every action that cannot be bound), ERR_CARD_NOT_JSON
 */
export function bindMessageCard(card: MessageCard, options: BindCardOptions): MessageCard {
  const wrongOptions = listBindProblems(options)
  if (wrongOptions.length > 0) throw new CountersignTypeError('ERR_CARD_BIND', wrongOptions)
  const copy = nameDecisions({ ...copyJson(card) }, options.decisions)
  const problems: string[] = []
  const bound = new Map<string, object>()
  for (const { node, path } of walkNodes(copy)) {
    const decision = node['@id']
    if (node['@type'] !== 'HttpPOST' || typeof decision !== 'string') continue
    if (!options.decisions.includes(decision)) continue
    const action = toAction(node)
    if (action === undefined) {
      problems.push(`${path}: headers must be a list of objects with a name and a value, body must be text.`)
      continue
    }
    const placed = placeToken(action, {
      url: options.url,
      token: options.tokenFor(decision, 'act'),
      placement: options.placement ?? 'query',
      parameter: options.parameter ?? DEFAULT_PARAMETER,
    })
    if (typeof placed === 'string') problems.push(`${path}: ${placed}`)
    else bound.set(path, fromAction(node, placed))
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CARD_BIND', problems)
  return freezeDeep(replaceNodes(copy, bound) as MessageCard)
}

/** What `placeToken` looks at, where it can be read. The type of the body is a header there. */
function toAction(node: JsonObject): ActionHttpPost | undefined {
  const { body = '', headers = [], bodyContentType } = node
  if (typeof body !== 'string' || !isHeaderList(headers)) return undefined
  const type = typeof bodyContentType === 'string' ? [{ name: CONTENT_TYPE, value: bodyContentType }] : []
  return {
    type: 'Action.Http',
    method: 'POST',
    url: '',
    body,
    headers: headers.some(isContentType) ? headers : [...headers, ...type],
  }
}

function fromAction(node: JsonObject, { url, body, headers = [] }: PlacedAction): JsonObject {
  const { bodyContentType: _type, headers: _headers, ...rest } = node
  const type = headers.find(isContentType)?.value
  const isDocumented = type === 'application/json' || type === 'application/x-www-form-urlencoded'
  const others = isDocumented ? headers.filter((header) => !isContentType(header)) : headers
  return {
    ...rest,
    target: url,
    body: body ?? '',
    ...(isDocumented ? { bodyContentType: type } : {}),
    ...(others.length === 0 ? {} : { headers: others }),
  }
}

const CONTENT_TYPE = 'Content-Type'

interface PlacedAction {
  readonly url: string
  readonly body?: string
  readonly headers?: readonly HttpHeader[]
}

function isContentType({ name }: HttpHeader): boolean {
  return name.toLowerCase() === 'content-type'
}
