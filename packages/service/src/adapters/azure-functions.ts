import type { ActionHandler } from '../kinds/kind.js'
import { answerFetchRequest, type FetchRequest } from './answer-fetch-request.js'
import { checkBodyLimits, type BodyLimits } from './body-limits.js'

export type { BodyLimits } from './body-limits.js'

/** The part of `HttpRequest` of `@azure/functions` 4 that is used. */
export type AzureHttpRequest = FetchRequest

/** The part of `HttpResponseInit` of `@azure/functions` 4 that is given back. */
export interface AzureHttpResponse {
  status: number
  headers: [string, string][]
  body: string
}

export type AzureHttpHandler = (request: AzureHttpRequest) => Promise<AzureHttpResponse>

/**
 * A handler for `app.http` of Azure Functions, programming model 4. Use `authLevel: 'anonymous'`: the platform brings
 * a token of its own, and a function key would have to stand in every card.
 *
 * @example
 * app.http('expense', { methods: ['POST'], authLevel: 'anonymous', route: 'actions/expense', handler: mount(decide) })
 */
export function mount(handler: ActionHandler, limits: BodyLimits = {}): AzureHttpHandler {
  const checked = checkBodyLimits(limits)
  return async (request) => {
    const { status, headers, body } = await answerFetchRequest(handler, request, checked)
    return { status, headers: headers.map(([name, value]): [string, string] => [name, value]), body }
  }
}
