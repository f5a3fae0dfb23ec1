import { findPlaceholders } from '../inputs/substitute-inputs.js'
import { writeField } from '../inputs/multipart-field.js'
import { isHeaderList } from './is-header-list.js'
import { isJsonObject } from '../tree/json-object.js'
import type { ActionHttp, HttpHeader } from '../types/index.js'

export type TokenPlacement = 'query' | 'header' | 'body'

export interface PlaceTokenOptions {
  readonly url: string
  readonly token: string
  readonly placement: TokenPlacement
  readonly parameter: string
}

/** The action with url and token, or what is in the way, in one sentence. */
export function placeToken(action: ActionHttp, options: PlaceTokenOptions): ActionHttp | string {
  const method: unknown = action.method
  if (method !== undefined && method !== 'POST')
    return 'a bound action must use POST, because GET never changes state.'
  const { headers = [], body = '' }: { readonly headers?: unknown; readonly body?: unknown } = action
  if (!isHeaderList(headers)) return 'headers must be a list of objects with a name and a value.'
  if (typeof body !== 'string') return 'body must be text.'
  const posted = { ...action, method: 'POST', url: options.url, body } as const
  if (headers.some(({ name }) => name.toLowerCase() === options.parameter.toLowerCase()))
    return `the action has a header ${options.parameter} already.`
  switch (options.placement) {
    case 'query':
      return { ...posted, url: addToQuery(options.url, options) }
    case 'header':
      return { ...posted, headers: [...headers, { name: options.parameter, value: options.token }] }
    case 'body':
      return placeInBody(posted, headers, options)
  }
}

function addToQuery(url: string, { parameter, token }: PlaceTokenOptions): string {
  return `${url}${url.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(token)}`
}

type Posted = ActionHttp & { readonly method: 'POST'; readonly body: string }

function placeInBody(
  action: Posted,
  headers: readonly HttpHeader[],
  options: PlaceTokenOptions,
): ActionHttp | string {
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
  const { parameter, token } = options
  const boundary = /^multipart\/form-data; boundary=([A-Za-z0-9-]+)$/.exec(contentType)?.[1]
  if (boundary !== undefined && action.body.startsWith(`--${boundary}`)) {
    if (action.body.includes(`; name="${parameter}"\r\n`)) return `the body has a field ${parameter} already.`
    return { ...action, body: writeField(boundary, parameter, token) + action.body }
  }
  // Unescaped text from an input could repeat or end the token's member.
  if (findPlaceholders(action.body).length > 0)
    return 'the body has placeholders and no fields of its own: write it with encodeInputs.'
  if (action.body === '') return addForm({ ...action, headers }, parameter, token)
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    return { ...action, body: `${action.body}&${parameter}=${encodeURIComponent(token)}` }
  return placeInJson(action, parameter, token)
}

function addForm(action: Posted, parameter: string, token: string): ActionHttp {
  const headers = (action.headers ?? []).filter(({ name }) => name.toLowerCase() !== 'content-type')
  const contentType = { name: 'Content-Type', value: 'application/x-www-form-urlencoded' }
  return { ...action, headers: [...headers, contentType], body: `${parameter}=${encodeURIComponent(token)}` }
}

function placeInJson(action: Posted, parameter: string, token: string): ActionHttp | string {
  let value: unknown
  try {
    value = JSON.parse(action.body)
  } catch {
    value = undefined
  }
  if (!isJsonObject(value)) return 'the body has no place for the token: write it with encodeInputs.'
  if (Object.hasOwn(value, parameter)) return `the body has a member ${parameter} already.`
  return { ...action, body: JSON.stringify({ [parameter]: token, ...value }) }
}
