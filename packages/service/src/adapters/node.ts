import type { ActionHandler } from '../kinds/kind.js'
import { answerNodeRequest } from './answer-node-request.js'
import { checkBodyLimits, type BodyLimits } from './body-limits.js'
import type { NodeRequest, NodeResponse } from './node-message.js'
import { writeNodeAnswer } from './write-node-answer.js'

export type { BodyLimits } from './body-limits.js'
export type { NodeRequest, NodeResponse } from './node-message.js'

export type NodeListener = (
  request: NodeRequest & { readonly body?: unknown },
  response: NodeResponse,
) => void

/**
 * A request listener for `http.createServer`, or for a route of your own. With several handlers each gets the
 * requests to its path and everything else is answered with 404.
 *
 * @example http.createServer(mount([decideExpense, decideLeave])).listen(8080)
 */
export function mount(
  handlers: ActionHandler | readonly ActionHandler[],
  limits: BodyLimits = {},
): NodeListener {
  const checked = checkBodyLimits(limits)
  const find = isList(handlers) ? byPath(handlers) : () => handlers
  return (request, response) => {
    const handler = find(request.url ?? '/')
    if (handler === undefined) {
      response.statusCode = 404
      response.end('')
      return
    }
    // Neither of the two rejects; a response that is gone ignores what is written to it.
    void answerNodeRequest(handler, { request, parsed: request.body }, checked).then((answered) => {
      writeNodeAnswer(response, answered)
    })
  }
}

function byPath(handlers: readonly ActionHandler[]): (url: string) => ActionHandler | undefined {
  const paths = new Map(handlers.map((handler) => [handler.path, handler]))
  return (url) => paths.get(url.split('?', 1)[0] ?? '')
}

function isList(handlers: ActionHandler | readonly ActionHandler[]): handlers is readonly ActionHandler[] {
  return Array.isArray(handlers)
}
