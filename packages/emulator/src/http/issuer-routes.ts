import { Hono } from 'hono'
import { findIssuerDocument } from '../issuers/find-issuer-document.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'

/** `/issuers/HOST/PATH`: the public documents of the real `https://HOST/PATH`. They hold no secret. */
export function createIssuerRoutes(platform: Platform, base: () => string): Hono {
  const tenants = platform.directory.tenants.map(({ tenantId }) => tenantId)
  return new Hono()
    .get('/issuers/*', (context) => {
      const path = context.req.path.slice('/issuers/'.length)
      const document = findIssuerDocument(path, base(), tenants, platform.keys.published)
      if (document === undefined) return context.notFound()
      return context.json(document, 200, { 'Cache-Control': 'max-age=86400, private' })
    })
    .all('/issuers/*', () => refuseRequest('The issuers answer GET only.'))
}
