import type { ServiceEvent } from './service-event.js'

export interface ForwardEvents {
  /** `http://127.0.0.1:PORT/api/v1/service-events` */
  readonly url: string
  /** What the emulator takes events by. */
  readonly secret: string
}

export interface EventForwarder {
  /** Takes note of an event; never throws and never waits. */
  readonly listener: (event: ServiceEvent) => void
  /** Sends what is left, at most for {@link SEND_TIMEOUT_MS}. */
  close(): Promise<void>
}

/** A batch goes out this long after its first event, in milliseconds. */
const BATCH_AFTER_MS = 50
/** Most events of one batch. */
const BATCH_EVENTS = 100
/** Events kept while the emulator is slow or away; beyond it the oldest go. */
const MAX_WAITING_EVENTS = 2_000
/** Milliseconds until a batch is given up. */
const SEND_TIMEOUT_MS = 1_000
/** Milliseconds without another try after one failed. */
const PAUSE_AFTER_FAILURE_MS = 1_000
/** Longest message of an error, in characters. */
const MAX_ERROR_LENGTH = 500
const SECRET_HEADER = 'countersign-secret'

/** Sends events to an emulator's page, in batches, one at a time. What cannot be sent is counted, and told with the next. */
export function createEventForwarder({ url, secret }: ForwardEvents): EventForwarder {
  const waiting: ServiceEvent[] = []
  let lost = 0
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<boolean> | undefined
  let closed = false

  const schedule = (afterMs: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void flush()
    }, afterMs)
    // Nobody's process stays alive for the sake of its events.
    timer.unref()
  }

  const flush = async (): Promise<void> => {
    if (sending !== undefined || waiting.length === 0) return
    const batch = waiting.splice(0, BATCH_EVENTS)
    const told = lost
    sending = send(url, secret, () => composeBatch(batch, told))
    const arrived = await sending
    sending = undefined
    lost = arrived ? lost - told : lost + batch.length
    if (waiting.length > 0 && !closed) schedule(arrived ? 0 : PAUSE_AFTER_FAILURE_MS)
  }

  return {
    listener(event) {
      if (closed) return
      waiting.push(event)
      if (waiting.length > MAX_WAITING_EVENTS) {
        waiting.shift()
        lost += 1
      }
      schedule(BATCH_AFTER_MS)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      const deadline = performance.now() + SEND_TIMEOUT_MS
      await sending
      while (waiting.length > 0 && performance.now() < deadline) await flush()
    },
  }
}

/** True only where the emulator took the batch. Never rejects. */
async function send(url: string, secret: string, compose: () => string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret },
      body: compose(),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function composeBatch(batch: readonly ServiceEvent[], lost: number): string {
  const warning: ServiceEvent[] =
    lost === 0
      ? []
      : [{ type: 'service.warning', message: `${String(lost)} events could not be shown before this.` }]
  return JSON.stringify([...warning, ...batch].map(toWire))
}

/** Facts as they are; of an error its code and message, since the rest is anybody's. */
function toWire(event: ServiceEvent): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).flatMap(([name, value]: [string, unknown]) => {
      if (name === 'error') return [[name, describeError(value)]]
      return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value]] : []
    }),
  )
}

function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error))
    return { message: `Something else than an error was thrown: ${typeof error}.` }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { ...code, message: `${error.name}: ${error.message}`.slice(0, MAX_ERROR_LENGTH) }
}
