import { CountersignError } from '@countersign/core'

/** An Action.Http whose form has been checked. */
export interface HttpAction {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** Headers that one action may set. */
const MAX_ACTION_HEADERS = 50

/** @throws CountersignError ERR_EMULATOR_ACTION_INVALID */
export function readHttpAction(action: Readonly<Record<string, unknown>>): HttpAction {
  const { method, url, body, headers = [] } = action
  if (method !== 'GET' && method !== 'POST') throw invalid('The method of the action is not GET or POST.')
  if (typeof url !== 'string' || url === '') throw invalid('The action has no url.')
  if (method === 'POST' && typeof body !== 'string') throw invalid('The action posts, but has no body.')
  if (!Array.isArray(headers) || headers.length > MAX_ACTION_HEADERS)
    throw invalid('The headers are not a list.')
  return {
    method,
    url,
    ...(method === 'POST' && typeof body === 'string' ? { body } : {}),
    headers: headers.map(readHeader),
  }
}

function readHeader(header: unknown): { name: string; value: string } {
  if (typeof header !== 'object' || header === null) throw invalid('A header of the action is not an object.')
  const { name, value } = header as { name?: unknown; value?: unknown }
  if (typeof name !== 'string') throw invalid('A header of the action has no name.')
  // An early state of the vendor's page allowed null for the empty string, and cards of that time are still sent.
  if (value === null && name.toLowerCase() === 'authorization') return { name, value: '' }
  if (typeof value !== 'string') throw invalid('The value of a header of the action is not a text.')
  return { name, value }
}

function invalid(message: string): CountersignError {
  return new CountersignError('ERR_EMULATOR_ACTION_INVALID', message)
}
