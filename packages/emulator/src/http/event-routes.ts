import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { EmulatorEvent } from '../events/emulator-event.js'
import type { Platform } from '../platform.js'

/** A comment is sent this often, so that neither side takes a silent stream for a dead one; milliseconds. */
const HEARTBEAT_MS = 15_000

/** `events`: server-sent events, from the one after `Last-Event-ID` (or `?after=`) on. */
export function createEventRoutes(platform: Platform, closing: AbortSignal): Hono {
  return new Hono().get('/events', (context) => {
    const after = Number(context.req.header('last-event-id') ?? context.req.query('after') ?? 0)
    return streamSSE(context, async (stream) => {
      const queue: EmulatorEvent[] = [...platform.events.since(Number.isSafeInteger(after) ? after : 0)]
      let wake = (): void => undefined
      const unsubscribe = platform.events.subscribe((event) => {
        queue.push(event)
        wake()
      })
      let ended = closing.aborted
      const end = (): void => {
        ended = true
        wake()
      }
      closing.addEventListener('abort', end, { once: true })
      stream.onAbort(end)
      try {
        while (!ended) {
          for (const event of queue.splice(0)) {
            await stream.writeSSE({ id: String(event.id), event: event.type, data: JSON.stringify(event) })
          }
          if (queue.length > 0) continue
          let timer: NodeJS.Timeout | undefined
          await new Promise<void>((resolve) => {
            wake = resolve
            if (ended) resolve()
            timer = setTimeout(resolve, HEARTBEAT_MS)
          })
          clearTimeout(timer)
          if (queue.length === 0 && !ended) await stream.write(': still here\n\n')
        }
      } finally {
        unsubscribe()
        closing.removeEventListener('abort', end)
      }
    })
  })
}
