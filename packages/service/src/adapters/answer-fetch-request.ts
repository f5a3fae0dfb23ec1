import { CountersignError, type ActionRequest, type HttpAnswer } from '@countersign/core'
import type { ActionHandler } from '../kinds/kind.js'
import type { CheckedBodyLimits } from './body-limits.js'
import { readFetchBody } from './read-fetch-body.js'

/** The part of a Fetch API request that is used. */
export interface FetchRequest {
  readonly method: string
  readonly url: string
  readonly headers: Iterable<[string, string]> & { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array> | null
  readonly bodyUsed: boolean
}

/** From a Fetch API request to the answer. Never rejects. */
export async function answerFetchRequest(
  handler: ActionHandler,
  request: FetchRequest,
  limits: CheckedBodyLimits,
): Promise<HttpAnswer> {
  const receivedAt = performance.now()
  let read: ActionRequest
  try {
    read = await toActionRequest(request, limits)
  } catch (error) {
    return handler.refuse(error)
  }
  return handler.handle({ ...read, receivedAt })
}

async function toActionRequest(request: FetchRequest, limits: CheckedBodyLimits): Promise<ActionRequest> {
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
