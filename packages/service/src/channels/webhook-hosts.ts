/** Which addresses cards may be posted to. */
export interface WebhookHosts {
  /** Undefined: the vendor's connectors. */
  readonly patterns: readonly string[] | undefined
  /** The origin of a trusted emulator, the only one where http will do. */
  readonly emulatorOrigin: string | undefined
}

interface ConnectorHost {
  readonly pattern: string
  readonly path: RegExp
}

/**
 * Where the vendor's connectors take cards. Their hosts serve nothing else under these paths; a Workflow's hosts
 * run whatever anybody has put there, so that those have to be named.
 * Sources: "Create Incoming Webhooks" of the Teams documentation (`*.webhook.office.com/webhookb2/…`) and the older
 * `outlook.office.com/webhook/…`, which connectors of Outlook groups have.
 */
const CONNECTORS: readonly ConnectorHost[] = [
  { pattern: '*.webhook.office.com', path: /^\/webhookb2\/./ },
  { pattern: 'outlook.office.com', path: /^\/webhook(?:b2)?\/./ },
  { pattern: 'outlook.office365.com', path: /^\/webhook(?:b2)?\/./ },
]

const MAX_URL_LENGTH = 2_048
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const SUBDOMAIN = new RegExp(`^(?:${LABEL}\\.)*${LABEL}$`)
const PATTERN = new RegExp(`^(?:\\*\\.)?(?:${LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)

/** True for a host name or `*.` and a domain of at least two labels: nothing wider, no address, no port. */
export function isHostPattern(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && PATTERN.test(text)
}

/**
 * The address of a channel, or undefined where nothing may be posted. Judged as the URL parser that the request will
 * use reads it; spellings on which parsers differ are none.
 */
export function findWebhook(text: unknown, hosts: WebhookHosts): URL | undefined {
  if (typeof text !== 'string' || text.length > MAX_URL_LENGTH || !/^https?:\/\/[\x21-\x7e]+$/.test(text)) {
    return undefined
  }
  if (text.includes('\\') || text.includes('#') || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return undefined
  if (url.origin === hosts.emulatorOrigin) return url
  if (url.protocol !== 'https:' || url.port !== '') return undefined
  return isAllowed(url, hosts.patterns) ? url : undefined
}

function isAllowed(url: URL, patterns: readonly string[] | undefined): boolean {
  if (patterns !== undefined) return patterns.some((pattern) => isUnder(url.hostname, pattern))
  return CONNECTORS.some(({ pattern, path }) => isUnder(url.hostname, pattern) && path.test(url.pathname))
}

function isUnder(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern
  const suffix = pattern.slice(1)
  // A percent-encoded dot may have left an empty label.
  return host.endsWith(suffix) && SUBDOMAIN.test(host.slice(0, -suffix.length))
}
