import type { ErrorCode } from '@countersign/core'
import type { EventHub } from './event-hub.js'
import type { ActionCheck } from './service-event.js'

/**
 * Tells what each check of one request came to, with the time it took. Made only where somebody listens: without a
 * listener there is none, and nothing is measured or composed (`trace?.pass(…)`).
 */
export class CheckTrace {
  readonly #events: EventHub
  readonly #request: { readonly requestId?: string }
  #check: ActionCheck = 'headers'
  #since = performance.now()
  #refused = false

  constructor(events: EventHub, requestId: string | undefined) {
    this.#events = events
    this.#request = requestId === undefined ? {} : { requestId }
  }

  /** From here on time counts for this check, and a refusal is its own. */
  begin(check: ActionCheck): void {
    this.#check = check
    this.#since = performance.now()
  }

  /** @param value may be shown to anybody: never a token, a key, an address or what a claim says about a person */
  pass(value?: string): void {
    this.#emit(this.#check, this.#elapsed(), value)
    this.#since = performance.now()
  }

  /** A check that came with the one under way, and took no time of its own. */
  passAlong(check: ActionCheck, value: string): void {
    this.#emit(check, 0, value)
  }

  /** A request is refused once: what comes after its first refusal only carries that one outwards. */
  refuse(code: ErrorCode | undefined, check: ActionCheck = this.#check): void {
    if (this.#refused) return
    this.#refused = true
    this.#events.emit({
      type: 'action.checked',
      check,
      verdict: 'refused',
      ...(code === undefined ? {} : { code }),
      durationMs: this.#elapsed(),
      ...this.#request,
    })
  }

  #emit(check: ActionCheck, durationMs: number, value: string | undefined): void {
    this.#events.emit({
      type: 'action.checked',
      check,
      verdict: 'passed',
      ...(value === undefined ? {} : { value }),
      durationMs,
      ...this.#request,
    })
  }

  /** Milliseconds, to the microsecond. */
  #elapsed(): number {
    return Math.round((performance.now() - this.#since) * 1000) / 1000
  }
}

/** @param readRequestId asked only where somebody listens */
export function startTrace(
  events: EventHub,
  readRequestId: () => string | undefined,
): CheckTrace | undefined {
  return events.listening ? new CheckTrace(events, readRequestId()) : undefined
}
