import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { EmulatorEvent } from '../events/emulator-event.js'
import type { EventLog } from '../events/event-log.js'
import type { Platform } from '../platform.js'

/** A comment is sent this often, so that neither side takes a silent stream for a dead one; milliseconds. */
const HEARTBEAT_MS = 15_000
/** Most events that are written at once. */
const MAX_BATCH = 200

/** `events`: server-sent events, from the one after `Last-Event-ID` (or `?after=`) on. */
export function createEventRoutes(platform: Platform, closing: AbortSignal): Hono {
  return new Hono().get('/events', (context) => {
    const after = Number(context.req.header('last-event-id') ?? context.req.query('after') ?? 0)
    return streamSSE(context, (stream) => streamEvents(stream, platform.events, after, closing))
  })
}

/**
 * Nothing is queued for a listener: it has its place in the log, and goes on from there when what was written has been
 * taken. One that is too slow loses the oldest events, and the emulator no memory.
 */
async function streamEvents(
  stream: SSEStreamingApi,
  log: EventLog,
  after: number,
  closing: AbortSignal,
): Promise<void> {
  // An id that is still to come is from an earlier run of the emulator.
  let sent = Number.isSafeInteger(after) && after >= 0 && after <= log.lastId ? after : 0
  let wake = (): void => undefined
  let ended = closing.aborted
  const end = (): void => {
    ended = true
    wake()
  }
  const unsubscribe = log.subscribe(() => {
    wake()
  })
  closing.addEventListener('abort', end, { once: true })
  stream.onAbort(end)
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, HEARTBEAT_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  try {
    while (!ended) {
      const batch = log.since(sent).slice(0, MAX_BATCH)
      const last = batch.at(-1)
      if (last !== undefined) {
        sent = last.id
        await stream.write(batch.map(formatEvent).join(''))
        continue
      }
      await pause()
      if (!ended && log.lastId === sent) await stream.write(': still here\n\n')
    }
  } finally {
    unsubscribe()
    closing.removeEventListener('abort', end)
  }
}

/** JSON has no line ends of its own, so the data is one line. */
function formatEvent(event: EmulatorEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\nid: ${String(event.id)}\n\n`
}
