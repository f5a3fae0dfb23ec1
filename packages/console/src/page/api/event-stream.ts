import { EVENT_TYPES, type EmulatorEvent } from './emulator-event.js'

export type Connection = 'connecting' | 'open' | 'lost'

interface StreamOptions {
  readonly onEvents: (events: readonly EmulatorEvent[]) => void
  readonly onConnection: (connection: Connection) => void
}

/** Events are handed on in batches: a flood of mails must not draw the page once for each; milliseconds. */
const BATCH_MS = 40
const RETRY_MS = 1_500

/** Follows the emulator's events from the first kept one on, and comes back after a lost connection. */
export function followEvents({ onEvents, onConnection }: StreamOptions): () => void {
  let source: EventSource | undefined
  let retry: number | undefined
  let flush: number | undefined
  let batch: EmulatorEvent[] = []
  let lastId = 0

  const hand = (): void => {
    flush = undefined
    const events = batch
    batch = []
    onEvents(events)
  }
  const take = (message: MessageEvent<string>): void => {
    const event = JSON.parse(message.data) as EmulatorEvent
    // A stream that begins again tells nothing twice.
    if (event.id <= lastId) return
    lastId = event.id
    batch.push(event)
    flush ??= window.setTimeout(hand, BATCH_MS)
  }
  const connect = (): void => {
    source = new EventSource(`/api/v1/events?after=${String(lastId)}`)
    source.onopen = () => {
      onConnection('open')
    }
    source.onerror = () => {
      source?.close()
      onConnection('lost')
      retry = window.setTimeout(connect, RETRY_MS)
    }
    for (const type of EVENT_TYPES) source.addEventListener(type, take)
  }
  connect()
  return () => {
    source?.close()
    window.clearTimeout(retry)
    window.clearTimeout(flush)
  }
}
