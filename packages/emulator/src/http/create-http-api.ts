import { Hono } from 'hono'
import type { DemoExtension } from '../demo/demo-extension.js'
import { deriveSecret } from '../emulator-secret.js'
import type { Platform } from '../platform.js'
import { createChannelRoutes } from './channel-routes.js'
import { createDemoRoutes } from './demo-routes.js'
import { toErrorResponse } from './error-response.js'
import { createEventRoutes } from './event-routes.js'
import { checkAccess, checkCaller } from './guard.js'
import { createExchangeRoutes } from './exchange-routes.js'
import { createGraphAdminRoutes } from './graph-admin-routes.js'
import { createGraphRoutes } from './graph-routes.js'
import { createIssuerRoutes } from './issuer-routes.js'
import { createReturnRoutes, createSignInRoutes } from './linking-routes.js'
import { createMessageRoutes } from './message-routes.js'
import { createPageRoutes } from './page-routes.js'
import { PageSession } from './page-session.js'
import { createPlatformRoutes } from './platform-routes.js'
import { createIncomingWebhookRoutes } from './incoming-webhook-routes.js'
import { addSecurityHeaders } from './security-headers.js'
import { createServiceEventRoutes } from './service-event-routes.js'
import { createSettingsRoutes } from './settings-routes.js'

export interface HttpApiOptions {
  readonly secret: string
  /** The port once it is known. */
  readonly port: () => number
  /** `http://127.0.0.1:PORT` */
  readonly url: () => string
  /** `http://127.0.0.1:PORT/issuers` */
  readonly issuerBase: () => string
  /** Facts for `status`. */
  readonly status: () => Record<string, unknown>
  /** Ends the event streams. */
  readonly closing: AbortSignal
  /** The console's built files. */
  readonly consoleFiles?: string | undefined
  readonly demo?: DemoExtension | undefined
}

/** The page, the API under `/api/v1` and the issuers' documents; no sockets. */
export function createHttpApi(platform: Platform, options: HttpApiOptions): Hono {
  const { secret } = options
  const session = new PageSession(secret)
  const api = new Hono()
    .use(checkAccess(secret, session))
    .route('/', createMessageRoutes(platform))
    .route('/', createPlatformRoutes(platform, options.status))
    .route('/', createSettingsRoutes(platform))
    .route('/', createChannelRoutes(platform, options.url))
    .route('/', createExchangeRoutes(platform))
    .route('/', createGraphAdminRoutes(platform))
    .route('/', createSignInRoutes(platform))
    .route('/', createDemoRoutes(options.demo))
    .route('/', createEventRoutes(platform, options.closing))
    .all('*', (context) => context.notFound())
  return new Hono()
    .use(addSecurityHeaders())
    .use(checkCaller(options.port))
    .get('/api/v1/health', (context) => context.json({ status: 'ok' }))
    .route('/', createIssuerRoutes(platform, options.issuerBase))
    .route('/', createIncomingWebhookRoutes(platform))
    .route('/', createGraphRoutes(platform))
    .route('/', createReturnRoutes(platform))
    .route(
      '/api/v1/service-events',
      createServiceEventRoutes(platform, [secret, deriveSecret(secret, 'service events')]),
    )
    .route('/api/v1', api)
    .route('/', createPageRoutes({ secret, session, files: options.consoleFiles }))
    .notFound((context) =>
      context.json({ error: { code: 'ERR_EMULATOR_REQUEST', message: 'There is nothing here.' } }, 404),
    )
    .onError(toErrorResponse)
}
