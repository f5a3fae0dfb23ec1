import type { Finding } from '@countersign/core'
import type { FindingEntry } from './define-findings.js'
import { admissionFindingCatalog, type AdmissionFindingCode } from './finding-catalog.js'

export interface FindingOptions {
  readonly path?: string
  /** Replaces the catalogue's text where the vendor's has a value in it. */
  readonly vendorText?: string
}

/** A finding of the catalogue. `message` says what was compared with what; without it, the code's meaning. */
export function makeFinding(
  code: AdmissionFindingCode,
  message?: string,
  options: FindingOptions = {},
): Finding {
  const entry: FindingEntry = admissionFindingCatalog[code]
  const vendorText = options.vendorText ?? entry.vendorText
  return Object.freeze({
    code,
    severity: entry.severity,
    message: message ?? entry.meaning,
    ...(entry.hint === undefined ? {} : { hint: entry.hint }),
    ...(options.path === undefined ? {} : { path: options.path }),
    ...(vendorText === undefined ? {} : { vendorText }),
  })
}
