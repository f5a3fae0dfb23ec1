import { isIpAddress } from './is-ip-address.js'

/** Loopback, private, link-local and unspecified addresses (RFC 6890), IPv6 ones with an IPv4 address included. */
const PRIVATE_IPV4 = /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2[0-9]|3[01])|192\.168)\./
const PRIVATE_IPV6 = /^\[(?:::|f[cd]|fe[89ab])/
const PRIVATE_NAME = /\.(?:localhost|local|internal|intranet|lan|home\.arpa)$/

/** True for a URL's `hostname` that cannot be reached from the internet. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '')
  if (isIpAddress(host)) return PRIVATE_IPV4.test(host) || PRIVATE_IPV6.test(host)
  return !host.includes('.') || PRIVATE_NAME.test(host)
}
