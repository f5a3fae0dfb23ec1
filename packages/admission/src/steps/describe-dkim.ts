import type { Finding } from '@countersign/core'
import type { DkimSignature, DkimVerdict } from '../authentication.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'

/** One finding a signature, in the mail's order but for those of From's organisation, which come first. */
export function describeDkim({ signatures }: DkimVerdict, fromDomain: string | undefined): Finding[] {
  if (signatures.length === 0) return [makeFinding('DKIM_NONE')]
  return signatures.map((signature) =>
    makeFinding(codeOf(signature), describe(signature, fromDomain), { path: 'DKIM-Signature' }),
  )
}

function describe(
  { domain, selector, algorithm, result, comment, keyBits }: DkimSignature,
  fromDomain: string | undefined,
): string {
  const key = keyBits === undefined ? '' : `, ${String(keyBits)} bits`
  const why = comment === undefined ? '' : `: ${showValue(comment)}`
  return `DKIM says ${result}${why}; d=${showValue(domain)} s=${showValue(selector)} a=${showValue(algorithm)}${key}, From's domain is ${showValue(fromDomain)}.`
}

function codeOf({ result, aligned }: DkimSignature) {
  switch (result) {
    case 'pass':
      return aligned ? 'DKIM_PASS' : 'DKIM_UNALIGNED'
    case 'temperror':
      return 'DKIM_TEMPERROR'
    case 'policy':
      return 'DKIM_REFUSED'
    case 'fail':
    case 'softfail':
    case 'neutral':
    case 'none':
    case 'permerror':
      return 'DKIM_FAIL'
  }
}
