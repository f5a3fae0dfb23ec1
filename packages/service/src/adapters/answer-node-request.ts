import { isCodedError, type HttpAnswer } from '@countersign/core'
import type { ActionHandler } from '../kinds/kind.js'
import type { CheckedBodyLimits } from './body-limits.js'
import { toActionRequest, type NodeRequestSource } from './node-action-request.js'

export interface NodeAnswer {
  readonly answer: HttpAnswer
  /** A body that was not read to its end leaves a connection that can't be used again. */
  readonly closeConnection: boolean
}

/** From a Node request to the answer. Never rejects. */
export async function answerNodeRequest(
  handler: ActionHandler,
  source: NodeRequestSource,
  limits: CheckedBodyLimits,
): Promise<NodeAnswer> {
  const receivedAt = performance.now()
  try {
    const request = await toActionRequest(source, limits)
    return { answer: await handler.handle({ ...request, receivedAt }), closeConnection: false }
  } catch (error) {
    const unread =
      isCodedError(error) &&
      (error.code === 'ERR_REQUEST_BODY_TOO_LARGE' || error.code === 'ERR_REQUEST_BODY_TIMEOUT')
    return {
      answer: handler.refuse(error),
      closeConnection: unread && (source.request.httpVersionMajor ?? 1) === 1,
    }
  }
}
