import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { GraphThrottling } from '../graph/graph-throttle.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { MAX_JSON_BYTES, readJsonBody } from './read-json-body.js'

/** Calls that can be turned away in advance. */
const MAX_CALLS = 10_000
const MAX_RETRY_AFTER_SECONDS = 3_600

/** `graph`, `graph/apps` and `graph/throttling`: what an administrator does; Graph itself is not under the API. */
export function createGraphAdminRoutes(platform: Platform): Hono {
  const { graph } = platform
  const smallBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono()
    .get('/graph', (context) =>
      context.json({ apps: graph.apps.list(), throttledCallsLeft: graph.throttledCallsLeft }),
    )
    .post('/graph/apps', smallBody, async (context) =>
      context.json(graph.register(await readJsonBody(context)), 201),
    )
    .post('/graph/throttling', smallBody, async (context) => {
      graph.throttle(readThrottling(await readJsonBody(context)))
      return context.json({ throttledCallsLeft: graph.throttledCallsLeft })
    })
}

function readThrottling(body: Readonly<Record<string, unknown>>): GraphThrottling {
  const { calls, retryAfterSeconds, status = 429 } = body
  if (!isCount(calls, MAX_CALLS)) return refuseRequest('calls is not a number from 0 to 10,000.')
  if (!isCount(retryAfterSeconds, MAX_RETRY_AFTER_SECONDS)) {
    return refuseRequest('retryAfterSeconds is not a number from 0 to 3,600.')
  }
  if (status !== 429 && status !== 503) return refuseRequest('status is neither 429 nor 503.')
  return { calls, retryAfterSeconds, status }
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
}
