import type { EmulatorEvent, EventBody, EventListener } from './emulator-event.js'

/** Past events kept for listeners that come late. */
export const MAX_KEPT_EVENTS = 2_000

/** The emulator's one log: bounded, in order, and deaf to what its listeners throw. */
export class EventLog {
  readonly #now: () => number
  readonly #kept: EmulatorEvent[] = []
  readonly #listeners = new Set<EventListener>()
  #lastId = 0

  /** @param now the emulator's clock, in milliseconds */
  constructor(now: () => number) {
    this.#now = now
  }

  emit(body: EventBody): EmulatorEvent {
    this.#lastId += 1
    const event: EmulatorEvent = Object.freeze({ ...body, id: this.#lastId, at: this.#now() })
    this.#kept.push(event)
    if (this.#kept.length > MAX_KEPT_EVENTS) this.#kept.shift()
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch {
        // A listener's mistake must not change what the platform does.
      }
    }
    return event
  }

  /** The id of the newest event; 0 where there is none. */
  get lastId(): number {
    return this.#lastId
  }

  /** Events after `id`, oldest first; at most the last {@link MAX_KEPT_EVENTS}. */
  since(id = 0): readonly EmulatorEvent[] {
    // Ids have no gaps, so the place of one is known.
    const first = this.#lastId - this.#kept.length + 1
    return this.#kept.slice(Math.max(0, id + 1 - first))
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
