import { listHeaderPairs, type ActionRequest } from '@countersign/core'
import type { LinkRequest } from './linking.js'

/** Most cookies that are read. */
const MAX_COOKIES = 200

/** A browser's request with its cookies taken apart (RFC 6265 section 4.2.1). */
export function readBrowserRequest(request: ActionRequest): LinkRequest {
  const headers = listHeaderPairs(request.headers)
  const cookies = new Map<string, string>()
  const repeated = new Set<string>()
  const pairs = headers.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(';'))
  for (const pair of pairs.slice(0, MAX_COOKIES)) {
    const [name = '', ...rest] = pair.split('=')
    const trimmed = name.trim()
    // Another host of the domain may have set its own: which of the two is meant cannot be known.
    if (cookies.has(trimmed)) repeated.add(trimmed)
    cookies.set(trimmed, rest.join('=').trim())
  }
  for (const name of repeated) cookies.delete(name)
  return Object.freeze({ headers, cookies })
}
