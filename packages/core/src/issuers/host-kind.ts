/**
 * Both functions take a host as the WHATWG URL parser writes it: lower case, IPv4 in four decimal parts whatever
 * its spelling was (`0x7f.1`, `2130706433`), IPv6 in brackets.
 */

const IPV4_LITERAL = /^\d{1,3}(?:\.\d{1,3}){3}$/

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (IPV4_LITERAL.test(host) && host.startsWith('127.'))
}

/**
 * True for a host that no public issuer has: an address literal (private, link-local and metadata-service
 * addresses among them), a single label, and names that resolve on the local network only.
 */
export function isPrivateHost(host: string): boolean {
  if (host.startsWith('[') || IPV4_LITERAL.test(host)) return true
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  return !name.includes('.') || /\.(?:localhost|local|internal|intranet|lan|home\.arpa)$/.test(name)
}
