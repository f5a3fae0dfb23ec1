import { CountersignError, isCodedError } from '@countersign/core'
import { Hono, type Context } from 'hono'
import type { Platform } from '../platform.js'
import {
  composeNotRepeatedDocument,
  composeReturnDocument,
  composeUsedUpDocument,
} from './sign-in-document.js'

const NOT_KEPT = { 'Cache-Control': 'no-store' }

/**
 * `/connectors/MAIL/GUID/postAuthenticate`: where a service sends the browser after its login. The page's cookie is not
 * asked for: a browser does not send it where another site redirects. The guid takes its place. The service got it with
 * the request that it answered with 401, it works once, and all that it can do is to send that service its request again.
 */
export function createReturnRoutes(platform: Platform): Hono {
  return new Hono().get('/connectors/:mail/:guid/postAuthenticate', async (context) => {
    if (!isNavigation(context)) {
      throw new CountersignError('ERR_EMULATOR_FORBIDDEN', 'Only a browser that navigates here comes back.')
    }
    const { mail, guid } = context.req.param()
    try {
      const result = await platform.signIns.comeBack({ mail, guid })
      return context.html(composeReturnDocument(result), 200, NOT_KEPT)
    } catch (error) {
      if (!isCodedError(error)) throw error
      if (error.code === 'ERR_EMULATOR_SIGN_IN_NOT_FOUND') {
        return context.html(composeUsedUpDocument(), 410, NOT_KEPT)
      }
      return context.html(composeNotRepeatedDocument(error.message), 409, NOT_KEPT)
    }
  })
}

/** `sign-ins`: the presses that wait for one, and the same return for who has no browser. */
export function createSignInRoutes(platform: Platform): Hono {
  return new Hono()
    .get('/sign-ins', (context) => context.json({ signIns: platform.signIns.list() }))
    .post('/sign-ins/:requestId/return', async (context) =>
      context.json(await platform.signIns.comeBackTo(context.req.param('requestId'))),
    )
}

/** Neither HEAD nor a prefetch, an image, a frame or a script's fetch; clients that are no browsers say nothing. */
function isNavigation(context: Context): boolean {
  const { req } = context
  const purpose = `${req.header('sec-purpose') ?? ''} ${req.header('purpose') ?? ''}`
  return (
    req.method === 'GET' &&
    (req.header('sec-fetch-mode') ?? 'navigate') === 'navigate' &&
    (req.header('sec-fetch-dest') ?? 'document') === 'document' &&
    !/prefetch|prerender/i.test(purpose)
  )
}
