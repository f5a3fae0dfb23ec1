export type Verdict = 'passed' | 'refused' | 'warning' | 'info'

/** One check or step, as an event told it. What no event told is not there. */
export interface WireRow {
  readonly key: string
  readonly verdict: Verdict
  /** The check's name. */
  readonly what: string
  readonly value?: string
  readonly code?: string
  /** Milliseconds; the longest, where one row stands for several. */
  readonly ms?: number
  /** How many like it this row stands for. */
  readonly count?: number
  readonly hint?: string
  readonly vendorText?: string
  /** At the service, not at the platform. */
  readonly atService?: boolean
}

export interface WireGroup {
  readonly key: string
  readonly title: string
  readonly outcome?: string
  readonly verdict: Verdict
  /** Milliseconds for all of it. */
  readonly ms?: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly rows: readonly WireRow[]
  readonly running: boolean
}
