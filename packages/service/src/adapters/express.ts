import type { ActionHandler } from '../kinds/kind.js'
import { answerNodeRequest } from './answer-node-request.js'
import { checkBodyLimits, type BodyLimits } from './body-limits.js'
import type { NodeRequest, NodeResponse } from './node-message.js'
import { writeNodeAnswer } from './write-node-answer.js'

export type { BodyLimits } from './body-limits.js'

/** The part of Express's request that is used (4 and 5). */
export interface ExpressRequest extends NodeRequest {
  readonly originalUrl?: string
  readonly body?: unknown
}

export type ExpressMiddleware = (
  request: ExpressRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void

/**
 * Express middleware. It reads the body itself, or takes what `express.json()`, `express.text()`, `express.raw()`
 * or a form parser has made of it.
 *
 * @example app.post('/actions/expense', mount(decide))
 */
export function mount(handler: ActionHandler, limits: BodyLimits = {}): ExpressMiddleware {
  const checked = checkBodyLimits(limits)
  return (request, response, next) => {
    const source = { request, url: request.originalUrl, parsed: request.body }
    answerNodeRequest(handler, source, checked).then((answered) => {
      writeNodeAnswer(response, answered)
    }, next)
  }
}
