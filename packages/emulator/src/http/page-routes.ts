import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { isSameSecret } from '../emulator-secret.js'
import { isPageRequest } from './guard.js'
import type { PageSession } from './page-session.js'
import { PAGE_POLICY } from './security-headers.js'

export interface PageOptions {
  readonly secret: string
  readonly session: PageSession
  /** The folder with the console's built files. */
  readonly files: string | undefined
}

/** A file whose name changes with its content, as bundlers write it: `name-HASH.js`. */
const HASHED_FILE = /^\/assets\/.*[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/
const FOR_GOOD = 'private, max-age=31536000, immutable'
const ASK_AGAIN = 'private, no-cache'

/** No address is printed here: who may open the page has read it at start. */
const CLOSED_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Countersign: closed</title></head>
<body>
<h1>This inbox is closed</h1>
<p>Open the address that was printed at start, with the secret in it. It is new at every start.</p>
<p>If you have just opened it from a link: <a href="/">go on to the inbox</a>.</p>
</body>
</html>
`

/**
 * The page. The start-up secret stands in the opened address only: it is exchanged for a cookie at once, and the address
 * that stays in the history has none.
 */
export function createPageRoutes({ secret, session, files }: PageOptions): Hono {
  const pages = new Hono()
  pages.get('/', async (context, next) => {
    const given = context.req.query('secret')
    if (given === undefined || !isSameSecret(given, secret)) return next()
    context.header('Set-Cookie', session.setCookie)
    context.header('Cache-Control', 'no-store')
    return context.redirect('/', 303)
  })
  pages.get('/*', async (context, next) => {
    if (isPageRequest(context, session)) return next()
    context.header('Cache-Control', 'no-store')
    return context.html(CLOSED_PAGE, 401)
  })
  if (files === undefined) return pages
  return pages
    .use('/*', async (context, next) => {
      await next()
      if (!context.res.ok) return
      context.res.headers.set('Content-Security-Policy', PAGE_POLICY)
      context.res.headers.set('Cache-Control', HASHED_FILE.test(context.req.path) ? FOR_GOOD : ASK_AGAIN)
    })
    .get(
      '/add-in',
      serveStatic({ root: files, precompressed: true, rewriteRequestPath: () => '/index.html' }),
    )
    .get('/*', serveStatic({ root: files, precompressed: true }))
}
