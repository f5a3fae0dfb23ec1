import type { ActionHandler } from '../kinds/kind.js'
import { answerFetchRequest } from './answer-fetch-request.js'
import { checkBodyLimits, type BodyLimits } from './body-limits.js'

export type { BodyLimits } from './body-limits.js'

export type FetchHandler = (request: Request) => Promise<Response>

/**
 * A handler from `Request` to `Response`: Hono, Next.js, Bun, Deno, Cloudflare. The body must not have been read.
 *
 * @example export const POST = mount(decide)                          // Next.js
 * @example app.post('/actions/expense', (c) => serve(c.req.raw))      // Hono, with const serve = mount(decide)
 */
export function mount(handler: ActionHandler, limits: BodyLimits = {}): FetchHandler {
  const checked = checkBodyLimits(limits)
  return async (request) => {
    const { status, headers, body } = await answerFetchRequest(handler, request, checked)
    return new Response(body, {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    })
  }
}
