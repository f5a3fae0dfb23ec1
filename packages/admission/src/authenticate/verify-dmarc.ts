import mailauthDmarc from 'mailauth/lib/dmarc/index.js'
import type { DkimVerdict, DmarcVerdict, SpfVerdict } from '../authentication.js'
import type { DnsResolver } from '../dns/dns-resolver.js'
import { isAligned } from './organizational-domain.js'

/**
 * DMARC (RFC 7489): the record is mailauth's to find, alignment is judged here, because mailauth 4.9.5 takes
 * every alignment for relaxed.
 */
export async function verifyDmarc(
  fromDomain: string,
  dkim: DkimVerdict,
  spf: SpfVerdict,
  resolver: DnsResolver,
): Promise<DmarcVerdict> {
  const found = await mailauthDmarc.dmarc({
    headerFrom: [`postmaster@${fromDomain}`],
    spfDomains: [],
    dkimDomains: [],
    resolver,
  })
  if (!found || found.status.result === 'none') return { result: 'none', domain: fromDomain }
  if (found.rr === undefined) return { result: 'temperror', domain: fromDomain }

  const dkimPasses = dkim.signatures.some(
    ({ result, domain }) => result === 'pass' && matches(domain, fromDomain, isStrict(found.rr, 'adkim')),
  )
  const spfPasses = spf.result === 'pass' && matches(spf.domain, fromDomain, isStrict(found.rr, 'aspf'))
  const policy = found.policy?.trim().toLowerCase()
  return {
    result: dkimPasses || spfPasses ? 'pass' : 'fail',
    domain: found.domain,
    ...(policy === undefined ? {} : { policy }),
  }
}

function matches(domain: string, fromDomain: string, strict: boolean): boolean {
  return strict ? domain.toLowerCase() === fromDomain.toLowerCase() : isAligned(domain, fromDomain)
}

function isStrict(record: string | undefined, tag: 'adkim' | 'aspf'): boolean {
  return new RegExp(`(?:^|;)\\s*${tag}\\s*=\\s*s\\s*(?:;|$)`, 'i').test(record ?? '')
}
