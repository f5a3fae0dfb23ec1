import { isIpAddress } from './is-ip-address.js'
import { parseTargetUrl } from './parse-target-url.js'

/**
 * True where the platform may call `url` for a provider with these registered targets: https, the host of a target
 * or a subdomain of it, on the target's port (443 unless it says otherwise). Hosts are compared as the URL standard
 * writes them, so international names and their `xn--` forms are one. A target's path does not count: registered
 * are "https domains or subdomains".
 *
 * Source: docs/actionable-messages/email-dev-dashboard.md, "Target URLs".
 *
 * @param targets https URLs (`https://api.contoso.example`) or bare hosts (`contoso.example`)
 */
export function isTargetAllowed(url: string, targets: readonly string[]): boolean {
  const called = parseTargetUrl(url)
  return called !== undefined && targets.some((target) => isUnder(called, target))
}

function isUnder(called: URL, target: string): boolean {
  const registered = parseTargetUrl(target.includes('://') ? target : `https://${target}`)
  if (registered === undefined || registered.port !== called.port) return false
  const [host, parent] = [called.hostname, registered.hostname].map(withoutFinalDot)
  if (host === undefined || parent === undefined || parent === '') return false
  if (host === parent) return true
  // A registered top-level name would admit half the internet; nobody can own one under .example (RFC 2606).
  const hasSubdomains = !isIpAddress(parent) && (parent.includes('.') || parent === 'example')
  return hasSubdomains && host.endsWith(`.${parent}`)
}

function withoutFinalDot(host: string): string {
  return host.replace(/\.$/, '')
}
