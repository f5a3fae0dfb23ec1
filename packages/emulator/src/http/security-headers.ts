import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** The page's: everything from here, nothing inline, no exception. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * A mail's HTML: no script, no form, no origin, and nothing is fetched, remote images included. Mails are styled inline,
 * so this one document may be. Only our own page may frame it.
 */
export const MAIL_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const NOTHING_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Headers of every answer; what a route has set stays. */
export function addSecurityHeaders(): MiddlewareHandler {
  const common = secureHeaders({
    crossOriginResourcePolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
    // The mail's document comes from the page's origin without it, and browsers complain where the two differ.
    originAgentCluster: false,
    overwrite: false,
  })
  return async (context, next) => {
    await common(context, next)
    if (!context.res.headers.has('Content-Security-Policy')) {
      context.res.headers.set('Content-Security-Policy', NOTHING_POLICY)
    }
  }
}
