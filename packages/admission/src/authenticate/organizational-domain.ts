import { getDomain } from 'tldts'

/** Private suffixes (github.io …) count as suffixes: their customers are different organisations. */
const SUFFIX_RULES = { allowIcannDomains: true, allowPrivateDomains: true } as const

/**
 * The registrable domain under the Public Suffix List, lower-cased: `mail.contoso.co.uk` gives `contoso.co.uk`.
 * Undefined for a public suffix itself, an IP address or anything that is no host name: these align with nothing.
 */
export function organizationalDomain(domain: string): string | undefined {
  return getDomain(domain.toLowerCase(), SUFFIX_RULES) ?? undefined
}

/** Relaxed alignment, RFC 7489 section 3.1. */
export function isAligned(domain: string, fromDomain: string): boolean {
  const organization = organizationalDomain(fromDomain)
  return organization !== undefined && organizationalDomain(domain) === organization
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
