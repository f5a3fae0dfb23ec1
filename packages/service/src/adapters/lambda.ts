import { CountersignTypeError, type HttpAnswer } from '@countersign/core'
import type { ActionHandler } from '../kinds/kind.js'
import { checkBodyLimits, type BodyLimits, type CheckedBodyLimits } from './body-limits.js'
import { readLambdaEvent, type LambdaEvent } from './lambda-event.js'

export type { LambdaEvent, LambdaEventV1, LambdaEventV2 } from './lambda-event.js'

export interface LambdaResult {
  statusCode: number
  headers?: Record<string, string>
  /** In place of `headers` where the event had them. */
  multiValueHeaders?: Record<string, string[]>
  /** Payload format 2.0 alone. */
  cookies?: string[]
  body: string
  isBase64Encoded: false
}

export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaResult>

/**
 * A handler for AWS Lambda behind API Gateway (both payload formats), a function URL or an application load balancer.
 * Turn multi-value headers on for a load balancer's target group: a repeated header can't be seen without.
 *
 * Lambda stops a function once it has answered. A handler that is late goes on at the next request or never: its
 * reservation is then in doubt, as after a crash, so that a kind whose handlers may be slow needs `budgets.actMs`
 * close to the 5 s that the platform waits.
 *
 * @example export const handler = mount(decide)
 */
export function mount(handler: ActionHandler, limits: Pick<BodyLimits, 'maxBodyBytes'> = {}): LambdaHandler {
  const checked = checkBodyLimits(limits)
  return async (event) => {
    if (!isHttpEvent(event)) {
      throw new CountersignTypeError(
        'ERR_CONFIG_INVALID',
        'The event is not an HTTP request: check the trigger.',
      )
    }
    return composeResult(await answerEvent(handler, event, checked), event)
  }
}

async function answerEvent(
  handler: ActionHandler,
  event: LambdaEvent,
  limits: CheckedBodyLimits,
): Promise<HttpAnswer> {
  let request
  try {
    request = readLambdaEvent(event, limits)
  } catch (error) {
    return handler.refuse(error)
  }
  return handler.handle(request)
}

function composeResult({ status, headers, body }: HttpAnswer, event: LambdaEvent): LambdaResult {
  const result = { statusCode: status, body, isBase64Encoded: false } as const
  const values: Record<string, string[]> = {}
  for (const [name, value] of headers) (values[name] ??= []).push(value)
  if ('multiValueHeaders' in event && event.multiValueHeaders) return { ...result, multiValueHeaders: values }
  const { 'set-cookie': cookies, ...others } = values
  const joined = Object.fromEntries(Object.entries(others).map(([name, list]) => [name, list.join(', ')]))
  if (cookies === undefined) return { ...result, headers: joined }
  return 'rawPath' in event
    ? { ...result, headers: joined, cookies }
    : { ...result, headers: { ...joined, 'set-cookie': cookies[cookies.length - 1] ?? '' } }
}

/** Whoever wired the function to a queue should learn it from the log, not from a strange answer. */
function isHttpEvent(event: unknown): boolean {
  return typeof event === 'object' && event !== null && ('rawPath' in event || 'httpMethod' in event)
}
