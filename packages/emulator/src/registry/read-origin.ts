const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The origin where `text` is exactly an https origin, e.g. `https://expenses.example`, with or without a final slash. */
export function readHttpsOrigin(text: string): string | undefined {
  const url = readUrl(text)
  return url?.protocol === 'https:' && isBare(url) ? url.origin : undefined
}

/** The origin where `text` is exactly an origin on this machine, e.g. `http://127.0.0.1:3000`. */
export function readLoopbackOrigin(text: string): string | undefined {
  const url = readUrl(text)
  if (url === undefined || !isBare(url)) return undefined
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  return LOOPBACK_HOSTS.has(url.hostname) ? url.origin : undefined
}

/** A URL, or undefined where the text is none. */
export function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isBare(url: URL): boolean {
  return (
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  )
}
