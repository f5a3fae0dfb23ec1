import { request as openRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { ActionRequest } from '@countersign/core'

/** On a connection of its own, complete, or undefined: the service may be killed at any moment. */
export async function postOnce(port: number, request: ActionRequest): Promise<IncomingMessage | undefined> {
  const { pathname, search } = new URL(request.url)
  return new Promise((resolve) => {
    const path = `${pathname}${search}`
    const headers = Object.fromEntries(request.headers)
    const call = openRequest({ host: '127.0.0.1', port, method: request.method, path, headers, agent: false })
    call.once('response', (response) => {
      response.once('close', () => {
        resolve(response.complete ? response : undefined)
      })
      response.resume()
    })
    call.once('error', () => {
      resolve(undefined)
    })
    call.end(request.body)
  })
}
