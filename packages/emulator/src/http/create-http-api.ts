import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Platform } from '../platform.js'
import { toErrorResponse } from './error-response.js'
import { createEventRoutes } from './event-routes.js'
import { checkCaller, checkSecret } from './guard.js'
import { createIssuerRoutes } from './issuer-routes.js'
import { createMessageRoutes } from './message-routes.js'
import { createPlatformRoutes } from './platform-routes.js'

export interface HttpApiOptions {
  readonly secret: string
  /** The port once it is known. */
  readonly port: () => number
  /** `http://127.0.0.1:PORT/issuers` */
  readonly issuerBase: () => string
  /** Facts for `status`. */
  readonly status: () => Record<string, unknown>
  /** Ends the event streams. */
  readonly closing: AbortSignal
}

/** The API under `/api/v1` and the issuers' documents; no sockets. */
export function createHttpApi(platform: Platform, options: HttpApiOptions): Hono {
  const api = new Hono()
    .use(checkSecret(options.secret))
    .route('/', createMessageRoutes(platform))
    .route('/', createPlatformRoutes(platform, options.status))
    .route('/', createEventRoutes(platform, options.closing))
  return new Hono()
    .use(secureHeaders({ crossOriginResourcePolicy: 'same-origin', xFrameOptions: 'DENY' }))
    .use(checkCaller(options.port))
    .get('/api/v1/health', (context) => context.json({ status: 'ok' }))
    .route('/', createIssuerRoutes(platform, options.issuerBase))
    .route('/api/v1', api)
    .notFound((context) =>
      context.json({ error: { code: 'ERR_EMULATOR_REQUEST', message: 'There is nothing here.' } }, 404),
    )
    .onError(toErrorResponse)
}
