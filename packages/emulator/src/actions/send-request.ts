import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { PressFailure } from './press-result.js'

/** Largest answer read, in bytes. */
export const MAX_ANSWER_BYTES = 1024 * 1024

export interface OutgoingRequest {
  /** The loopback origin that plays the host of the target. */
  readonly route: string
  readonly target: URL
  readonly method: 'GET' | 'POST'
  /** In the order in which they are sent; `Host` and `Content-Length` are added. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: Buffer
}

export interface ReceivedAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type SendOutcome = { readonly answer: ReceivedAnswer } | { readonly failure: PressFailure }

/** Sends one request and reads the whole answer. Redirects are not followed. Never rejects. */
export function sendRequest(
  outgoing: OutgoingRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { route, target, method, body } = outgoing
  const origin = new URL(route)
  const headers = [['Host', target.host] as const, ...outgoing.headers]
  if (body !== undefined) headers.push(['Content-Length', String(body.length)])
  return new Promise((resolve) => {
    const give = (outcome: SendOutcome): void => {
      clearTimeout(timer)
      resolve(outcome)
      request.destroy()
    }
    const options = {
      host: origin.hostname.replace(/^\[|\]$/g, ''),
      port: origin.port === '' ? (origin.protocol === 'https:' ? 443 : 80) : Number(origin.port),
      path: `${target.pathname}${target.search}`,
      method,
      headers: headers.flat(),
      agent: false as const,
      signal,
    }
    const request =
      origin.protocol === 'https:'
        ? // A service on this machine has a self-made certificate; routes lead nowhere else.
          requestHttps({ ...options, rejectUnauthorized: false })
        : requestHttp(options)
    const timer = setTimeout(() => {
      give({ failure: 'timeout' })
    }, timeoutMs)
    request.on('error', (error: NodeJS.ErrnoException) => {
      give({ failure: error.code?.startsWith('HPE_') === true ? 'broken-answer' : 'unreachable' })
    })
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > MAX_ANSWER_BYTES) give({ failure: 'answer-too-large' })
        else chunks.push(chunk)
      })
      response.on('error', () => {
        give({ failure: 'broken-answer' })
      })
      response.on('end', () => {
        const { statusCode = 0 } = response
        give({ answer: { status: statusCode, headers: response.headers, body: Buffer.concat(chunks) } })
      })
    })
    request.end(body)
  })
}
