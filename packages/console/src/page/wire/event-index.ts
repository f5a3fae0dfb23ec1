import type { EmulatorEvent, ServiceEvent } from '../api/emulator-event.js'

export interface StampedServiceEvent {
  readonly id: number
  readonly at: number
  readonly event: ServiceEvent
}

/** Messages and requests whose events are kept, each; the oldest go first. */
const MAX_KEPT = 5_000

/** The events so far, found by message and by request. */
export class EventIndex {
  readonly #byMessage = new Map<number, EmulatorEvent[]>()
  readonly #byRequest = new Map<string, StampedServiceEvent[]>()
  readonly #pressIds = new Set<string>()
  #unbound: StampedServiceEvent[] = []

  add(event: EmulatorEvent): void {
    switch (event.type) {
      case 'mail-received':
      case 'message-posted':
      case 'admission-finding':
      case 'mail-admitted':
        push(this.#byMessage, event.messageId, event)
        break
      case 'press-step':
      case 'press-finding':
      case 'press-ended':
        this.#pressIds.add(event.pressId)
        push(this.#byMessage, event.messageId, event)
        break
      case 'service-event': {
        const { id, at } = event
        const stamped = { id, at, event: event.event }
        const { requestId } = event.event
        if (requestId === undefined) this.#unbound = [...this.#unbound.slice(-MAX_KEPT), stamped]
        else push(this.#byRequest, requestId, stamped)
        break
      }
      case 'demo-payments':
        break
    }
  }

  ofMessage(messageId: number): readonly EmulatorEvent[] {
    return this.#byMessage.get(messageId) ?? []
  }

  ofRequest(requestId: string): readonly StampedServiceEvent[] {
    return this.#byRequest.get(requestId) ?? []
  }

  /** What the service said of requests that no press of this page's messages sent, and of none at all. */
  elsewhere(): readonly StampedServiceEvent[] {
    const foreign = [...this.#byRequest].filter(([requestId]) => !this.#pressIds.has(requestId))
    return [...this.#unbound, ...foreign.flatMap(([, events]) => events)].sort((a, b) => a.id - b.id)
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list !== undefined) {
    list.push(value)
    return
  }
  map.set(key, [value])
  if (map.size > MAX_KEPT) {
    const [oldest] = map.keys()
    if (oldest !== undefined) map.delete(oldest)
  }
}
