import { CountersignTypeError, isReservedTenant } from '@countersign/core'
import { findAddressProblem } from '../compose/check-address.js'
import { sleep } from '../sleep.js'
import { isLoopback } from '../smtp/check-smtp-options.js'
import type { CheckedGraph, GraphCloud, GraphOptions } from './graph-options.js'

const clouds: Readonly<Record<GraphCloud, { readonly login: string; readonly graph: string }>> = {
  public: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  usgov: { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  'usgov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
  china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
}
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MAX_SECRET_LENGTH = 1_024
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000
const DEFAULT_MAX_PAUSE_MS = 60_000
const MAX_MS = 3_600_000

/** Copies, checks and freezes. Throws `CountersignTypeError` (`ERR_MAIL_OPTIONS`) that lists all problems and no value. */
export function checkGraphOptions(options: GraphOptions): CheckedGraph {
  const problems: string[] = []
  checkApplication(options, problems)
  checkSender(options.sender, problems)
  const cloud = options.cloud ?? 'public'
  if (!Object.hasOwn(clouds, cloud)) problems.push('cloud is none of public, usgov, usgov-dod and china')
  const requestTimeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS
  checkMs('requestTimeoutMs', requestTimeoutMs, 1, problems)
  const maxPauseMs = options.maxPauseMs ?? DEFAULT_MAX_PAUSE_MS
  checkMs('maxPauseMs', maxPauseMs, 0, problems)
  checkEmulatorTrust(options, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
  const { login, graph } = clouds[cloud]
  const base = options.trustEmulator === undefined ? 'https://' : `${originOf(options.trustEmulator)}/graph/`
  return Object.freeze({
    tokenUrl: `${base}${login}/${options.tenantId}/oauth2/v2.0/token`,
    graphUrl: `${base}${graph}/v1.0`,
    scope: `https://${graph}/.default`,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    sender: options.sender,
    requestTimeoutMs,
    maxPauseMs,
    fetch: options.fetch ?? globalThis.fetch,
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
  })
}

function checkApplication({ tenantId, clientId, clientSecret }: GraphOptions, problems: string[]): void {
  if (!isGuid(tenantId)) problems.push('tenantId is not a GUID')
  if (!isGuid(clientId)) problems.push('clientId is not a GUID')
  if (typeof clientSecret !== 'string' || clientSecret === '' || clientSecret.length > MAX_SECRET_LENGTH)
    problems.push('clientSecret is not a text of 1 to 1024 characters')
}

function checkSender(sender: string | undefined, problems: string[]): void {
  const problem = sender === undefined ? undefined : findAddressProblem(sender)
  if (problem !== undefined) problems.push(`sender ${problem}`)
}

/** The emulator's tenants never reach the real Graph, and no real tenant's secret an emulator. */
function checkEmulatorTrust(options: GraphOptions, problems: string[]): void {
  const isReserved = isGuid(options.tenantId) && isReservedTenant(options.tenantId)
  if (options.trustEmulator === undefined) {
    if (isReserved) problems.push("tenantId is the emulator's, which needs trustEmulator")
    return
  }
  if (!isReserved) problems.push("trustEmulator is for the emulator's own tenants alone")
  if (originOf(options.trustEmulator) === undefined)
    problems.push(
      'trustEmulator.url is not the URL of an emulator on this machine, e.g. http://127.0.0.1:8787',
    )
  if ((options.nodeEnv ?? process.env['NODE_ENV']) === 'production')
    problems.push('trustEmulator is refused with NODE_ENV=production')
}

function originOf({ url }: { readonly url: string }): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(url)
  const isPlain = pathname === '/' && `${search}${hash}${username}${password}` === ''
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  return isPlain && (protocol === 'http:' || protocol === 'https:') && isLoopback(host) ? origin : undefined
}

function isGuid(value: unknown): boolean {
  return typeof value === 'string' && GUID.test(value)
}

function checkMs(name: string, value: number, min: number, problems: string[]): void {
  if (!Number.isFinite(value) || value < min || value > MAX_MS)
    problems.push(`${name} is not a number of milliseconds up to ${MAX_MS.toString()}`)
}
