import type { ServiceEvent, ServiceEventListener } from './service-event.js'

export interface EventHub {
  emit(event: ServiceEvent): void
  /** Returns a function that ends the listening. */
  listen(listener: ServiceEventListener): () => void
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
  return {
    emit(event) {
      const frozen = Object.freeze(event)
      for (const listener of listeners) {
        // A listener that throws is the listener's trouble: it must not change an answer.
        try {
          listener(frozen)
        } catch (error) {
          process.emitWarning(`An event listener threw on ${event.type}.`, {
            type: 'CountersignWarning',
            detail: nameOf(error),
          })
        }
      }
      if (listeners.size === 0 && WORTH_A_WARNING.has(event.type)) {
        process.emitWarning(`${event.type}: listen with service.onEvent to see why.`, 'CountersignWarning')
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
