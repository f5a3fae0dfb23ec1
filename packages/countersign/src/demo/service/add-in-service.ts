import type { IncomingMessage, ServerResponse } from 'node:http'
import { isCodedError, type HeaderInput } from '@countersign/core'
import { createService, type ServiceOptions } from '@countersign/service'
import { ADD_IN_PATH, CALL_PARAMETER } from '../add-in.js'
import type { SeenEvent } from './messages.js'

export interface AddInService {
  /** Takes the calls to the add-in's route; false: it is none of them. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => boolean
  close(): Promise<void>
}

interface Identity {
  readonly status: number
  readonly body: object
  readonly event: SeenEvent
}

/** The service behind the add-in's page: tells whoever sends an Exchange identity token who they are. */
export function createAddInService(parts: {
  readonly options: ServiceOptions
  readonly onEvent: (event: SeenEvent) => void
}): AddInService {
  const service = createService(parts.options)
  const identify = async (headers: HeaderInput): Promise<Identity> => {
    try {
      const { actor } = await service.verifyAction(headers)
      const body = { verified: true, user: actor.exchangeUser }
      return { status: 200, body, event: { type: 'identity.verified' } }
    } catch (error) {
      if (!isCodedError(error)) throw error
      // Why is for the log; whoever called learns no more than anybody else whose token does not hold.
      const body = { verified: false }
      return { status: 401, body, event: { type: 'identity.refused', code: error.code } }
    }
  }
  return {
    take(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      if (pathname !== ADD_IN_PATH) return false
      // What is in the body (the mail that is open) proves nothing about the user.
      request.resume()
      if (request.method !== 'POST') {
        response.writeHead(405, { Allow: 'POST' }).end()
        return true
      }
      identify(request.headersDistinct).then(
        ({ status, body, event }) => {
          const call = searchParams.get(CALL_PARAMETER)
          parts.onEvent({ ...event, ...(call !== null && { requestId: call }) })
          response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
          response.end(JSON.stringify(body))
        },
        () => response.writeHead(500).end(),
      )
      return true
    },
    close: () => service.close(),
  }
}
