import { CountersignError } from '@countersign/core'
import type { MiddlewareHandler } from 'hono'
import { isSameSecret } from '../emulator-secret.js'

/** The header that carries the start-up secret. */
export const SECRET_HEADER = 'Countersign-Secret'

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

/** Refuses a call of the API that lacks the secret, and whatever a browser marks as coming from another site. */
export function checkSecret(secret: string): MiddlewareHandler {
  return async (context, next) => {
    const site = context.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw forbidden('Another site calls.')
    const given = context.req.header(SECRET_HEADER)
    if (given === undefined || !isSameSecret(given, secret))
      throw forbidden('The start-up secret is missing or wrong.')
    await next()
  }
}

function forbidden(message: string): CountersignError {
  return new CountersignError('ERR_EMULATOR_FORBIDDEN', message)
}
