import type { EventLog } from '../events/event-log.js'
import type { DemoExtension } from './demo-extension.js'

/** A payment that no event goes with is noticed after this, in milliseconds. */
const LOOK_EVERY_MS = 500

/** Tells the event log whenever the number of payments has changed. @returns a function that ends the watching */
export function watchPayments(demo: Pick<DemoExtension, 'payments'>, events: EventLog): () => void {
  let known = demo.payments()
  let asked = false
  const look = (): void => {
    asked = false
    const count = demo.payments()
    if (count === known) return
    known = count
    events.emit({ type: 'demo-payments', count })
  }
  const unsubscribe = events.subscribe(({ type }) => {
    if (asked || type === 'demo-payments') return
    asked = true
    // After the event has reached every listener, so that all of them hear the two in order.
    queueMicrotask(look)
  })
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return () => {
    unsubscribe()
    clearInterval(timer)
  }
}
