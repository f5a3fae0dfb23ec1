import { CountersignError, type ActionRequest } from '@countersign/core'
import type { ActionHandler } from '../kinds/kind.js'
import { checkBodyLimits, type BodyLimits, type CheckedBodyLimits } from './body-limits.js'
import { readFetchBody } from './read-fetch-body.js'

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
    const { status, headers, body } = await answerFetch(handler, request, checked)
    return new Response(body, {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    })
  }
}

async function answerFetch(handler: ActionHandler, request: Request, limits: CheckedBodyLimits) {
  let read: ActionRequest
  try {
    read = await toActionRequest(request, limits)
  } catch (error) {
    return handler.refuse(error)
  }
  return handler.handle(read)
}

async function toActionRequest(request: Request, limits: CheckedBodyLimits): Promise<ActionRequest> {
  const { method, url } = request
  // Repeated headers are joined by a comma here, which no token and no request id has: still refused.
  const headers = [...request.headers]
  if (method !== 'POST') return { method, url, headers, body: new Uint8Array() }
  if (request.bodyUsed) {
    throw new CountersignError('ERR_REQUEST_BODY', 'The body was read before and is not there any more.')
  }
  if (Number(request.headers.get('content-length') ?? 0) > limits.maxBodyBytes) {
    throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
  }
  return { method, url, headers, body: await readFetchBody(request.body, limits) }
}
