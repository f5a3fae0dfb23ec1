import type { DkimCandidate } from './dkim-candidate.js'

/**
 * What a key record (RFC 6376 section 3.6.1) restricts and mailauth leaves unread: hashes (`h=`), services
 * (`s=`), and `t=s`, by which `i=` must be exactly `d=`. Returns why the key may not be used, or undefined.
 */
export function checkDkimKeyRecord(record: string, candidate: DkimCandidate): string | undefined {
  const tags = new Map(
    record.split(';').map((pair) => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, Math.max(equals, 0)).trim(), pair.slice(equals + 1).replace(/\s+/g, '')] as const
    }),
  )
  const list = (name: string): string[] | undefined => tags.get(name)?.toLowerCase().split(':')
  if (list('h')?.includes('sha256') === false) return 'the key record does not allow sha256'
  if (list('s')?.some((service) => service === '*' || service === 'email') === false)
    return 'the key record is not for mail'
  if (list('t')?.includes('s') && candidate.identityDomain !== candidate.domain)
    return 'the key record does not allow subdomains in i='
  return undefined
}
