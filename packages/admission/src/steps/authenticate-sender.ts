import { NOTHING, type Step } from '../facts.js'
import { guardResolver } from '../authenticate/guard-resolver.js'
import { domainOf } from '../authenticate/organizational-domain.js'
import { verifyDkim } from '../authenticate/verify-dkim.js'
import { verifyDmarc } from '../authenticate/verify-dmarc.js'
import { verifySpf } from '../authenticate/verify-spf.js'
import { describeDkim } from './describe-dkim.js'
import { describeDmarc } from './describe-dmarc.js'
import { describeSpf } from './describe-spf.js'

/** SPF, DKIM and DMARC: what each says. What follows from it for a card, checkVerifiedSender decides. */
export const authenticateSender: Step = async ({ message, from }, { envelope, now, resolver }) => {
  if (!message) return NOTHING
  const guarded = guardResolver(resolver)
  const fromDomain = from && domainOf(from.address)
  const spf = await verifySpf(envelope, fromDomain, guarded)
  const dkim = await verifyDkim(message, { fromDomain, now, resolver: guarded })
  const dmarc = fromDomain === undefined ? undefined : await verifyDmarc(fromDomain, dkim, spf, guarded)
  return {
    findings: [
      describeSpf(spf, envelope.remoteAddress, fromDomain),
      ...describeDkim(dkim, fromDomain),
      ...(dmarc ? [describeDmarc(dmarc)] : []),
    ],
    facts: { authentication: { dkim, spf, dmarc: dmarc ?? { result: 'none', domain: '' } } },
  }
}
