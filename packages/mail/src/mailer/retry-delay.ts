export interface RetryDelayOptions {
  readonly retryDelayMs: number
  readonly maxRetryDelayMs: number
  readonly random: () => number
}

/** Exponential with equal jitter: between half and the whole of `retryDelayMs · 2^attempt`, capped. `attempt` counts from 0. */
export function computeRetryDelay(attempt: number, options: RetryDelayOptions): number {
  const whole = Math.min(options.maxRetryDelayMs, options.retryDelayMs * 2 ** attempt)
  return Math.round(whole / 2 + (whole / 2) * options.random())
}
