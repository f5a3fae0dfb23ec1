/** True for a URL's `hostname` that is an address: the URL parser writes IPv4 in four decimals and IPv6 in brackets. */
export function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[0-9]+(?:\.[0-9]+){3}$/.test(hostname)
}
