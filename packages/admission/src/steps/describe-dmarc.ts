import type { Finding } from '@countersign/core'
import type { DmarcVerdict } from '../authentication.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'

export function describeDmarc({ result, domain, policy }: DmarcVerdict): Finding {
  const message = `DMARC says ${result} for ${showValue(domain)}${policy === undefined ? '' : `, whose policy is ${showValue(policy)}`}.`
  switch (result) {
    case 'pass':
      return makeFinding('DMARC_PASS', message)
    case 'none':
      return makeFinding('DMARC_NONE', message)
    case 'temperror':
      return makeFinding('DMARC_TEMPERROR', message)
    case 'fail':
    case 'softfail':
    case 'neutral':
    case 'policy':
    case 'permerror':
      return makeFinding('DMARC_FAIL', message)
  }
}
