import type { Finding } from '@countersign/core'

/** What the catalogue says about one code. The severity belongs to the code, so a code always weighs the same. */
export interface FindingEntry {
  readonly severity: Finding['severity']
  readonly meaning: string
  /** What to do about it; passes and plain facts have none. */
  readonly hint?: string
  /** What the vendor shows users in this case, word for word, where it is known. */
  readonly vendorText?: string
}

/** Keeps the literal keys of a family, so that the codes form a union. */
export function defineFindings<const Codes extends Record<string, FindingEntry>>(codes: Codes): Codes {
  return codes
}
