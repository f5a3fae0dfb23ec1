import { readLoopbackOrigin, readUrl } from '../registry/read-origin.js'

/** Longest login URL taken, in characters. */
const MAX_LOGIN_URL_LENGTH = 8_192

/**
 * The URL that a task pane may open: https anywhere, http on this machine, where services under the emulator live.
 * Undefined for everything else, `javascript:` and `data:` among it, and for a URL with a name and password in it.
 */
export function readLoginUrl(text: string): URL | undefined {
  const url = text.length <= MAX_LOGIN_URL_LENGTH ? readUrl(text) : undefined
  if (url === undefined || url.username !== '' || url.password !== '') return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && readLoopbackOrigin(url.origin) !== undefined ? url : undefined
}
