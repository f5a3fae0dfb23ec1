import { CountersignError } from '@countersign/core'
import type { CheckedGraph } from './graph-options.js'

/** Most bytes of an answer that are read: tokens and errors are a few thousand. */
const MAX_ANSWER_BYTES = 65_536

export interface GraphRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal | undefined
}

export interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  /** The body where it is JSON, else undefined. */
  readonly json: unknown
}

/**
 * One POST: no redirect is followed, the answer is read to a cap, all within the time. Throws `ERR_MAIL_UNDELIVERED`
 * where there was no whole answer, and the signal's reason.
 */
export async function postToGraph(request: GraphRequest, graph: CheckedGraph): Promise<GraphAnswer> {
  const { url, headers, body, signal } = request
  const timeout = AbortSignal.timeout(graph.requestTimeoutMs)
  try {
    const response = await graph.fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
    return { status: response.status, headers: response.headers, json: await readJson(response) }
  } catch {
    signal?.throwIfAborted()
    // No cause: what a fetch throws can hold its request, and with it the secret.
    throw new CountersignError('ERR_MAIL_UNDELIVERED', undefined, {
      details: { reason: timeout.aborted ? 'timeout' : 'network' },
    })
  }
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early cancels the stream.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
