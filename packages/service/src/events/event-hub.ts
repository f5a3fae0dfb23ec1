import type { ServiceEvent, ServiceEventListener } from './service-event.js'

export interface EventHub {
  /** False: an event that is only worth something to a listener need not be made. */
  readonly listening: boolean
  emit(event: ServiceEvent): void
  /**
   * Returns a function that ends the listening.
   *
   * @param options `answersForWarnings`: false for a listener that nobody may be looking at. Default true.
   */
  listen(listener: ServiceEventListener, options?: { readonly answersForWarnings?: boolean }): () => void
}

const WORTH_A_WARNING: ReadonlySet<ServiceEvent['type']> = new Set([
  'action.in-doubt',
  'action.outcome-lost',
  'service.failed',
  'view.failed',
])

/** Hands events to every listener. Without one, what must not go unseen becomes a process warning. */
export function createEventHub(): EventHub {
  const listeners = new Set<ServiceEventListener>()
  const answering = new Set<ServiceEventListener>()
  return {
    get listening() {
      return listeners.size > 0
    },
    emit(event) {
      const frozen = Object.freeze(event)
      for (const listener of listeners) {
        // A listener that throws is the listener's trouble: it must not change an answer.
        try {
          const result: unknown = listener(frozen)
          // An async listener fails later, and an unhandled rejection would take the process down.
          if (result instanceof Promise)
            result.catch((error: unknown) => {
              warn(event, error)
            })
        } catch (error) {
          warn(event, error)
        }
      }
      if (answering.size === 0 && WORTH_A_WARNING.has(event.type)) {
        process.emitWarning(`${event.type}: listen with service.onEvent to see why.`, 'CountersignWarning')
      }
    },
    listen(listener, { answersForWarnings = true } = {}) {
      listeners.add(listener)
      if (answersForWarnings) answering.add(listener)
      return () => {
        listeners.delete(listener)
        answering.delete(listener)
      }
    },
  }
}

function warn(event: ServiceEvent, error: unknown): void {
  process.emitWarning(`An event listener threw on ${event.type}.`, {
    type: 'CountersignWarning',
    detail: nameOf(error),
  })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
