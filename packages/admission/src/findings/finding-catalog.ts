import { admissionFindings } from './admission-findings.js'
import { cardFindings } from './card-findings.js'
import type { FindingEntry } from './define-findings.js'
import { mailFindings } from './mail-findings.js'
import { senderFindings } from './sender-findings.js'

/** Every finding that admission makes itself; remarks of the card linter are in core. */
export const admissionFindingCatalog = {
  ...mailFindings,
  ...senderFindings,
  ...cardFindings,
  ...admissionFindings,
} as const satisfies Record<string, FindingEntry>

export type AdmissionFindingCode = keyof typeof admissionFindingCatalog
