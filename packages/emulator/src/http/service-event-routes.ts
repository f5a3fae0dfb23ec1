import { isCodedError, parseStrictJson } from '@countersign/core'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readServiceEvent } from '../events/read-service-event.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { checkSecret } from './guard.js'

/** Largest batch, in bytes. */
const MAX_BATCH_BYTES = 512 * 1024
/** Most events of a batch. */
const MAX_BATCH_EVENTS = 1_000

/** Takes what a service tells about itself. The page's session is not enough: only the service has something to tell. */
export function createServiceEventRoutes(platform: Platform, secrets: readonly string[]): Hono {
  const cap = bodyLimit({
    maxSize: MAX_BATCH_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono().use(checkSecret(...secrets)).post('/', cap, async (context) => {
    const batch = parseBatch(await context.req.text())
    const events = batch.map((each, index) => readServiceEvent(each) ?? refuseEvent(index))
    for (const event of events) platform.events.emit({ type: 'service-event', event })
    return context.json({ accepted: events.length }, 202)
  })
}

function parseBatch(text: string): readonly unknown[] {
  let batch: unknown
  try {
    batch = parseStrictJson(text, { maxLength: MAX_BATCH_BYTES })
  } catch (error) {
    if (!isCodedError(error)) throw error
    return refuseRequest(`The body is not usable JSON: ${error.message}`)
  }
  if (!Array.isArray(batch) || batch.length > MAX_BATCH_EVENTS) {
    return refuseRequest(`The body is not a list of at most ${String(MAX_BATCH_EVENTS)} events.`)
  }
  return batch
}

function refuseEvent(index: number): never {
  return refuseRequest(`Event ${String(index + 1)} is not an event of a service.`)
}
