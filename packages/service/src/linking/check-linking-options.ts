import { CountersignTypeError, type TrustEmulator } from '@countersign/core'
import type { LinkStore } from '@countersign/ledger/links'
import { parseDuration } from '../config/parse-duration.js'
import { isOptionObject } from '../config/option-object.js'
import { isRoutePath, ROUTE_PATH_PROBLEM } from '../config/route-path.js'
import type { LinkingOptions } from './linking.js'
import { PLATFORM_REDIRECT_ORIGIN } from './redirect-url.js'

const DEFAULT_LINKS_EXPIRE_IN = '90d'
const MAX_LINK_LIFETIME_MS = 3_660 * 86_400_000
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/
const STORE_METHODS = [
  'begin',
  'findPending',
  'complete',
  'cancel',
  'findLink',
  'removeLink',
  'removeAccount',
]

/** The options of a linking, checked, completed and frozen. */
export interface LinkingConfig {
  readonly url: string
  readonly origin: string
  readonly path: string
  /** False only on a loopback host, with an emulator: cookies go without `Secure` there. */
  readonly isHttps: boolean
  readonly store: LinkStore
  readonly account: LinkingOptions['account']
  readonly login: LinkingOptions['login']
  readonly proof: LinkingOptions['proof']
  readonly redirectOrigins: ReadonlySet<string>
  readonly linkLifetimeMs: number
}

/** Throws `ERR_CONFIG_LINKING` with everything that is wrong. */
export function checkLinkingOptions(
  options: LinkingOptions,
  trustEmulator: TrustEmulator | undefined,
): LinkingConfig {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError(
      'ERR_CONFIG_LINKING',
      'linking needs an object with url, store, account and login.',
    )
  }
  const problems: string[] = []
  const url = checkUrl(options.url, trustEmulator !== undefined, problems)
  if (options.path !== undefined && !isRoutePath(options.path)) problems.push(ROUTE_PATH_PROBLEM)
  if (!isLinkStore(options.store))
    problems.push('store must be a link store, such as createSqliteLinkStore makes')
  checkFunctions(options, problems)
  const linkLifetimeMs = checkLifetime(options.linksExpireIn ?? DEFAULT_LINKS_EXPIRE_IN, problems)
  const redirectOrigins = listRedirectOrigins(options.redirectHosts ?? [], trustEmulator, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_LINKING', problems)
  return Object.freeze({
    url: options.url,
    origin: url?.origin ?? '',
    path: options.path ?? url?.pathname ?? '/',
    isHttps: url?.protocol === 'https:',
    store: options.store,
    account: options.account,
    login: options.login,
    proof: options.proof,
    redirectOrigins,
    linkLifetimeMs,
  })
}

function checkFunctions({ account, login, proof }: LinkingOptions, problems: string[]): void {
  for (const [name, value] of Object.entries({ account, login }))
    if (typeof value !== 'function') problems.push(`${name} must be a function`)
  if (proof !== undefined && typeof proof !== 'function') problems.push('proof must be a function')
}

function checkLifetime(linksExpireIn: string, problems: string[]): number {
  const lifetimeMs = parseDuration(linksExpireIn) ?? 0
  if (lifetimeMs <= 0 || lifetimeMs > MAX_LINK_LIFETIME_MS)
    problems.push('linksExpireIn must be a duration such as 90d, at most ten years')
  return lifetimeMs
}

function checkUrl(text: string, withEmulator: boolean, problems: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || url.href !== text || !isPageUrl(url, withEmulator)) {
    problems.push('url must be an absolute https URL with a path and without user name, query or fragment')
  }
  return url
}

/** https; with an emulator also http on this machine. */
export function isPageUrl({ protocol, hostname }: URL, withEmulator: boolean): boolean {
  return protocol === 'https:' || (withEmulator && protocol === 'http:' && isLoopback(hostname))
}

/** As the URL parser writes hosts: IPv4 in four decimal parts, IPv6 in brackets. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function isLinkStore(store: unknown): store is LinkStore {
  return (
    typeof store === 'object' &&
    store !== null &&
    STORE_METHODS.every((name) => name in store && typeof store[name as keyof typeof store] === 'function')
  )
}

/** Emulator and production never mix: with an emulator the platform's own host is not in the list. */
function listRedirectOrigins(
  hosts: readonly string[],
  trustEmulator: TrustEmulator | undefined,
  problems: string[],
): ReadonlySet<string> {
  const list: readonly unknown[] = Array.isArray(hosts) ? hosts : [undefined]
  if (!list.every((host) => typeof host === 'string' && HOST.test(host)))
    problems.push('redirectHosts must be host names in lower case, without scheme, port or path')
  const platform =
    trustEmulator === undefined ? [PLATFORM_REDIRECT_ORIGIN] : originsOf(trustEmulator.metadata)
  return new Set([...platform, ...list.map((host) => `https://${String(host)}`)])
}

function originsOf(text: string): readonly string[] {
  return URL.canParse(text) ? [new URL(text).origin] : []
}
