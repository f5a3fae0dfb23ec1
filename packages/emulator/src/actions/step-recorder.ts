import type { Finding } from '@countersign/core'
import type { EventValues, PressStep } from '../events/emulator-event.js'
import type { EventLog } from '../events/event-log.js'
import type { PressResult } from './press-result.js'

/** Tells the event log what happens in one press, with the milliseconds since the step before. */
export class StepRecorder {
  readonly #events: EventLog
  readonly #messageId: number
  readonly #startedAt = performance.now()
  readonly pressId: string
  #lastAt = this.#startedAt

  constructor(events: EventLog, messageId: number, pressId: string) {
    this.#events = events
    this.#messageId = messageId
    this.pressId = pressId
  }

  record(step: PressStep, values: EventValues): void {
    const now = performance.now()
    const durationMs = roundMs(now - this.#lastAt)
    this.#lastAt = now
    this.#events.emit({
      type: 'press-step',
      messageId: this.#messageId,
      pressId: this.pressId,
      step,
      values,
      durationMs,
    })
  }

  recordFinding(finding: Finding): void {
    this.#events.emit({ type: 'press-finding', messageId: this.#messageId, pressId: this.pressId, finding })
  }

  end(outcome: PressResult['outcome'] | 'not-sent', code?: string): void {
    this.#events.emit({
      type: 'press-ended',
      messageId: this.#messageId,
      pressId: this.pressId,
      outcome,
      ...(code === undefined ? {} : { code }),
      durationMs: this.elapsedMs(),
    })
  }

  elapsedMs(): number {
    return roundMs(performance.now() - this.#startedAt)
  }
}

function roundMs(ms: number): number {
  return Math.round(ms * 100) / 100
}
