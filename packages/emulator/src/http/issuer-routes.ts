import { Hono } from 'hono'
import { OUTAGE_AFTER_PRESS_MS } from '../actions/key-set-outage.js'
import { findIssuerDocument } from '../issuers/find-issuer-document.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'

/** `/issuers/HOST/PATH`: the public documents of the real `https://HOST/PATH`. They hold no secret. */
export function createIssuerRoutes(platform: Platform, base: () => string): Hono {
  const tenants = platform.directory.tenants.map(({ tenantId }) => tenantId)
  return new Hono()
    .get('/issuers/*', (context) => {
      if (platform.outage.active) {
        const seconds = String(Math.ceil(OUTAGE_AFTER_PRESS_MS / 1000))
        return context.text('The issuer is not to be had.', 503, { 'Retry-After': seconds })
      }
      const path = context.req.path.slice('/issuers/'.length)
      const document =
        findIssuerDocument(path, base(), tenants, platform.keys.published) ??
        platform.exchange.findDocument(path)
      if (document === undefined) return context.notFound()
      return context.json(document, 200, { 'Cache-Control': 'max-age=86400, private' })
    })
    .all('/issuers/*', () => refuseRequest('The issuers answer GET only.'))
}
