/** What a demo adds to the page: its example service's counter, and attempts to break it. */
export interface DemoExtension {
  readonly title: string
  /** Payments made up to now. Asked often: it must be cheap and must not throw. */
  payments(): number
  readonly attempts: readonly DemoAttempt[]
  /** Pages of the emulator's own that belong to the demo. Default none. */
  readonly links?: readonly DemoLink[]
  /** Makes one attempt, named by its id. Never called again while one is under way. */
  run(id: string): Promise<AttemptResult>
}

export interface DemoLink {
  readonly title: string
  /** Path and query, e.g. `/add-in?as=adele`. */
  readonly href: string
}

export interface DemoAttempt {
  readonly id: string
  readonly title: string
  readonly explains: string
}

export interface AttemptResult {
  readonly id: string
  /** It came out as it should: nothing was paid twice. */
  readonly ok: boolean
  /** The code of the refusal. */
  readonly code?: string
  readonly checks: readonly AttemptCheck[]
  readonly paymentsBefore: number
  readonly paymentsAfter: number
  readonly messageId?: number
}

export interface AttemptCheck {
  readonly what: string
  readonly found: string
  readonly ok: boolean
}
