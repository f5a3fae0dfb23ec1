import type { Finding } from '@countersign/core'

/** What the catalogue says about one code. Plain facts have no hint. */
export type EmulatorFindingEntry = Pick<Finding, 'severity' | 'message' | 'hint'>

/** Keeps the literal codes of a family, so that they form a union. */
export function defineFindings<const Codes extends Record<string, EmulatorFindingEntry>>(
  codes: Codes,
): Codes {
  return codes
}
