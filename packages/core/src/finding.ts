/**
 * One coded remark of lint, admission or doctor. Verdicts are data: a finding refuses nothing by itself.
 */
export interface Finding {
  /** Stable, e.g. `CARD_ACTION_HTTP_VERSION`. */
  readonly code: string
  /** `pass` records a check that came out right, so that a reader sees what was looked at. */
  readonly severity: 'error' | 'warning' | 'info' | 'pass'
  /** What is so, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** Where: a JSON pointer into the card (RFC 6901), or a mail header's name. */
  readonly path?: string
  /** The text that the vendor shows users in this case, where it is known. */
  readonly vendorText?: string
}
