import type { ActionHandler } from '../kinds/kind.js'
import { answerNodeRequest } from './answer-node-request.js'
import { checkBodyLimits, type BodyLimits } from './body-limits.js'
import type { NodeRequest } from './node-message.js'

export type { BodyLimits } from './body-limits.js'

/** The part of Fastify's request that is used. */
export interface FastifyRequest {
  readonly raw: NodeRequest
  readonly originalUrl?: string
  readonly body?: unknown
}

/** The part of Fastify's reply that is used. */
export interface FastifyReply {
  code(status: number): unknown
  header(name: string, value: string): unknown
  send(body: string): unknown
}

/** The part of a Fastify instance that is used. */
export interface FastifyInstance {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown
  get(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): unknown
  post(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): unknown
}

export interface FastifyMount {
  /** As a plugin: brings its own route and reads every kind of body. */
  (instance: FastifyInstance, options: object): Promise<void>
  /** As a route's handler: takes what Fastify's own parsers have made of the body, JSON and text by default. */
  (request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

/**
 * For Fastify. Register it: Fastify has no parser for the multipart bodies that `action(…, { inputs })` writes, and
 * as a plugin it needs none.
 *
 * @example await app.register(mount(decide))
 * @example app.post('/actions/expense', mount(decide))    // cards with JSON or text bodies only
 */
export function mount(handler: ActionHandler, limits: BodyLimits = {}): FastifyMount {
  const checked = checkBodyLimits(limits)

  async function answerRequest(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const source = { request: request.raw, url: request.originalUrl, parsed: request.body }
    const { answer, closeConnection } = await answerNodeRequest(handler, source, checked)
    reply.code(answer.status)
    for (const [name, value] of answer.headers) reply.header(name, value)
    if (closeConnection) reply.header('connection', 'close')
    return reply.send(answer.body)
  }

  function addRoute(instance: FastifyInstance): void {
    // Only in this plugin's own scope: the body stays unread until the caps and the time of this adapter apply.
    instance.removeAllContentTypeParsers()
    instance.addContentTypeParser('*', (_request, _payload, done) => {
      done(null)
    })
    instance.post(handler.path, answerRequest)
    if (handler.methods?.includes('GET') === true) instance.get(handler.path, answerRequest)
  }

  // One function for both: Fastify tells a plugin from a handler only by where it is given.
  return async function mounted(first: FastifyInstance | FastifyRequest, second: object): Promise<unknown> {
    if ('raw' in first) return answerRequest(first, second as FastifyReply)
    addRoute(first)
    return undefined
  } as FastifyMount
}
