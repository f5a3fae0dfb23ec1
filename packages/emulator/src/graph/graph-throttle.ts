import { GraphFailure } from './graph-failure.js'

/** What the next calls of Graph meet. */
export interface GraphThrottling {
  /** How many calls are turned away; 0 ends it. */
  readonly calls: number
  /** `Retry-After` of each, in seconds. */
  readonly retryAfterSeconds: number
  /** 429: too many calls. 503: the service is not available. Default 429. */
  readonly status?: 429 | 503
}

/** Turns the next calls away, as Graph does with an app that sends too much. */
export class GraphThrottle {
  #left = 0
  #retryAfterSeconds = 0
  #status: 429 | 503 = 429

  get callsLeft(): number {
    return this.#left
  }

  set({ calls, retryAfterSeconds, status = 429 }: GraphThrottling): void {
    this.#left = calls
    this.#retryAfterSeconds = retryAfterSeconds
    this.#status = status
  }

  /** @throws GraphFailure while calls are turned away */
  check(): void {
    if (this.#left === 0) return
    this.#left -= 1
    if (this.#status === 429) {
      const message = 'Application is over its MailboxConcurrency limit.'
      throw new GraphFailure(429, 'ApplicationThrottled', message, this.#retryAfterSeconds)
    }
    const message = 'The service is temporarily unavailable.'
    throw new GraphFailure(503, 'serviceNotAvailable', message, this.#retryAfterSeconds)
  }
}
