/** RFC 5321 section 4.5.3.1: octets of the local part and of the whole path without its brackets. */
const LOCAL_PART_MAX = 64
const ADDRESS_MAX = 254

/** RFC 5322 section 3.2.3, dot-atom: quoted local parts would need quoting rules that receivers apply differently. */
const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** RFC 1123 section 2.1: letters, digits and inner hyphens, at most 63 octets each. */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/** Says what is wrong with a bare address, or nothing. Address literals (`@[192.0.2.1]`) are refused. */
export function findAddressProblem(address: unknown): string | undefined {
  if (typeof address !== 'string') return 'is not a string'
  if (address === '') return 'is empty'
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(address)) return 'holds a line break or a control character'
  if (address.length > ADDRESS_MAX) return `is longer than ${ADDRESS_MAX.toString()} characters`
  const at = address.indexOf('@')
  if (at < 1 || at !== address.lastIndexOf('@')) return 'does not have the form name@domain'
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (local.length > LOCAL_PART_MAX)
    return `has more than ${LOCAL_PART_MAX.toString()} characters before the @`
  if (!DOT_ATOM.test(local)) return 'has characters before the @ that are not allowed there'
  if (!isDomainName(domain)) return 'has a domain that is not a host name in ASCII'
  return undefined
}

export function isDomainName(domain: string): boolean {
  return domain.split('.').every((label) => LABEL.test(label))
}

/** The domain of an address that passed `findAddressProblem`, lower-cased. */
export function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1).toLowerCase()
}
