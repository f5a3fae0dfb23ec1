import type { Finding } from '../../finding.js'

/** One entry of the catalogue: what a finding's code means, whatever the card. */
export interface FindingDefinition {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly hint: string
  /** What the vendor shows users in this case, where it is known. */
  readonly vendorText?: string
}

/** Keeps the literal codes of a rule, so that they form a union. */
export function defineFindings<const Codes extends Record<`CARD_${string}`, FindingDefinition>>(
  codes: Codes,
): Codes {
  return codes
}

/** A finding of a code at a place. A message of its own says more precisely what is so. */
export function createFinding(
  code: string,
  definition: FindingDefinition,
  path: string,
  message?: string,
): Finding {
  return {
    code,
    severity: definition.severity,
    message: message ?? definition.message,
    hint: definition.hint,
    path,
    ...(definition.vendorText === undefined ? {} : { vendorText: definition.vendorText }),
  }
}
