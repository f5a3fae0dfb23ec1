import { CountersignError } from '@countersign/core'
import type { Context, MiddlewareHandler } from 'hono'
import { isSameSecret } from '../emulator-secret.js'
import type { PageSession } from './page-session.js'

/** The header that carries the start-up secret. */
export const SECRET_HEADER = 'Countersign-Secret'

/** Methods that change nothing (RFC 9110 section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/** The names under which an emulator on this machine may be called. */
function ownHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${String(port)}`, `localhost:${String(port)}`])
}

/**
 * Refuses what a web page could send: a Host that a foreign name was re-bound to, and any foreign Origin. The sockets
 * bind 127.0.0.1, but the browser is on this machine too.
 */
export function checkCaller(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = ownHosts(port())
    const host = context.req.header('host')
    const origin = context.req.header('origin')
    if (host === undefined || !hosts.has(host.toLowerCase())) throw forbidden('The Host is not the emulator.')
    if (origin !== undefined && ![...hosts].some((own) => origin === `http://${own}`)) {
      throw forbidden('The Origin is not the emulator.')
    }
    await next()
  }
}

/** Refuses whatever a page sends, our own included: a browser marks every such request, and Node's fetch none so. */
export function refuseBrowser(): MiddlewareHandler {
  return async (context, next) => {
    const marked = ['origin', 'sec-fetch-site'].map((name) => context.req.header(name))
    if (marked.some((value) => value !== undefined)) throw forbidden('No page may call this.')
    await next()
  }
}

/** Refuses a call that lacks the secret in its header, and whatever a browser marks as coming from another site. */
export function checkSecret(...secrets: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    refuseOtherSites(context)
    const given = context.req.header(SECRET_HEADER)
    if (given === undefined || !secrets.some((secret) => isSameSecret(given, secret))) throw missingSecret()
    await next()
  }
}

/** Takes the secret in its header, or the page's session: that one changes something for the page's own origin only. */
export function checkAccess(secret: string, session: PageSession): MiddlewareHandler {
  const withSecret = checkSecret(secret)
  return async (context, next) => {
    if (context.req.header(SECRET_HEADER) !== undefined) return withSecret(context, next)
    if (!isPageRequest(context, session)) throw missingSecret()
    if (!SAFE_METHODS.has(context.req.method) && !comesFromOwnPage(context)) {
      throw forbidden('A page may change something only from its own origin.')
    }
    return next()
  }
}

/** A request with the page's session that no other site caused. */
export function isPageRequest(context: Context, session: PageSession): boolean {
  return !isFromOtherSite(context) && session.isOpen(context.req.header('cookie'))
}

/** A browser sends Origin with every request that is not GET or HEAD; without one it is not our page that asks. */
function comesFromOwnPage(context: Context): boolean {
  const host = context.req.header('host')?.toLowerCase()
  return host !== undefined && context.req.header('origin') === `http://${host}`
}

/** `none` is a person who typed the address. `same-site` is another port of this machine. */
function isFromOtherSite(context: Context): boolean {
  const site = context.req.header('sec-fetch-site')
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function refuseOtherSites(context: Context): void {
  if (isFromOtherSite(context)) throw forbidden('Another site calls.')
}

function missingSecret(): CountersignError {
  return forbidden('The start-up secret is missing or wrong.')
}

function forbidden(message: string): CountersignError {
  return new CountersignError('ERR_EMULATOR_FORBIDDEN', message)
}
