import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { buildGraphErrorBody, GraphFailure } from '../graph/graph-failure.js'
import { buildTokenErrorBody, TokenFailure } from '../graph/token-failure.js'
import type { Platform } from '../platform.js'

/** Largest request that Graph takes, in bytes. */
const MAX_GRAPH_BYTES = 4 * 1024 * 1024
const MAX_FORM_BYTES = 16 * 1024

/**
 * `/graph/HOST/PATH`: Entra's token endpoint and Graph's sendMail. Real clients know no start-up secret, so each call
 * proves itself: with the app's secret, then with the access token. Answers are in the vendor's shapes.
 */
export function createGraphRoutes(platform: Platform): Hono {
  const { graph, now } = platform
  const tokenPath = '/graph/login.microsoftonline.com/:tenant/oauth2/v2.0/token'
  const mailPath = '/graph/graph.microsoft.com/v1.0/users/:user/sendMail'
  const tooLong = new TokenFailure(400, 'invalid_request', 90_014, 'The request is too long.')
  return new Hono()
    .post(
      tokenPath,
      bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (context) => answerToken(context, tooLong, now()) }),
      async (context) => {
        try {
          const form = new URLSearchParams(isForm(context) ? await context.req.text() : '')
          const issued = await graph.issueToken(context.req.param('tenant'), form)
          return context.json(issued, 200, { 'Cache-Control': 'no-store' })
        } catch (error) {
          if (error instanceof TokenFailure) return answerToken(context, error, now())
          throw error
        }
      },
    )
    .post(
      mailPath,
      bodyLimit({
        maxSize: MAX_GRAPH_BYTES,
        onError: (context) =>
          answerGraph(
            context,
            new GraphFailure(
              413,
              'ErrorMessageSizeExceeded',
              'The message exceeds the maximum supported size.',
            ),
            now(),
          ),
      }),
      async (context) => {
        try {
          const bearer = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
          const content = { type: mediaType(context), body: await context.req.text() }
          await graph.sendMail(bearer, context.req.param('user'), content)
          return context.body(null, 202, { 'request-id': randomUUID() })
        } catch (error) {
          if (error instanceof GraphFailure) return answerGraph(context, error, now())
          throw error
        }
      },
    )
    .all('/graph/*', (context) =>
      answerGraph(
        context,
        new GraphFailure(404, 'ResourceNotFound', 'The emulator plays the token endpoint and sendMail only.'),
        now(),
      ),
    )
}

function isForm(context: Context): boolean {
  return mediaType(context) === 'application/x-www-form-urlencoded'
}

function mediaType(context: Context): string {
  return (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

function answerToken(context: Context, failure: TokenFailure, now: number): Response {
  return context.json(buildTokenErrorBody(failure, now), failure.status, { 'Cache-Control': 'no-store' })
}

function answerGraph(context: Context, failure: GraphFailure, now: number): Response {
  const { retryAfterSeconds } = failure
  const requestId = randomUUID()
  return context.json(buildGraphErrorBody(failure, requestId, now), failure.status, {
    'request-id': requestId,
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  })
}
