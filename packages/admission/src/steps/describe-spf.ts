import type { Finding } from '@countersign/core'
import type { SpfVerdict } from '../authentication.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue } from '../findings/show-value.js'

export function describeSpf(spf: SpfVerdict, remoteAddress: string, fromDomain: string | undefined): Finding {
  const compared = `${showValue(spf.domain)} for the host ${showValue(remoteAddress)}, From's domain is ${showValue(fromDomain)}`
  const message = `SPF says ${spf.result} about ${compared}${spf.comment === undefined ? '' : ` (${showValue(spf.comment)})`}.`
  switch (spf.result) {
    case 'pass':
      return makeFinding(spf.aligned ? 'SPF_PASS' : 'SPF_UNALIGNED', message)
    case 'none':
      return makeFinding('SPF_NONE', message)
    case 'temperror':
      return makeFinding('SPF_TEMPERROR', message)
    case 'fail':
    case 'softfail':
    case 'neutral':
    case 'policy':
    case 'permerror':
      return makeFinding('SPF_FAIL', message)
  }
}
