import { isGuid } from './object-ids.js'
import type { ServiceOptions } from './service-options.js'

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** The tenants whose people may act, each with the domains that it vouches for. */
export function checkTenants(
  options: ServiceOptions,
  problems: string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const given: unknown = options.tenants ?? []
  const tenants = new Map<string, ReadonlySet<string>>()
  if (!Array.isArray(given)) {
    problems.push('tenants must be a list of tenant ids, or of { tenantId, domains }.')
    return tenants
  }
  for (const [index, entry] of (given as readonly unknown[]).entries()) {
    const where = `tenants: entry ${String(index + 1)}`
    const { tenantId, domains } = readTenant(entry)
    if (!isGuid(tenantId)) problems.push(`${where} is not a GUID.`)
    if (!domains.every((domain) => DOMAIN.test(domain))) {
      problems.push(`${where} has something that is not a domain.`)
    }
    if (tenants.has(tenantId)) problems.push(`${where} is a repetition.`)
    tenants.set(tenantId, new Set(domains))
  }
  return tenants
}

/** One entry in lower case; empty texts, which are neither a GUID nor a domain, where it has another form. */
function readTenant(entry: unknown): { tenantId: string; domains: readonly string[] } {
  if (typeof entry === 'string') return { tenantId: entry.toLowerCase(), domains: [] }
  const { tenantId, domains = [] }: { readonly tenantId?: unknown; readonly domains?: unknown } =
    typeof entry === 'object' && entry !== null ? entry : {}
  const list: readonly unknown[] = Array.isArray(domains) ? domains : ['']
  return { tenantId: lowerCase(tenantId), domains: list.map(lowerCase) }
}

function lowerCase(text: unknown): string {
  return typeof text === 'string' ? text.toLowerCase() : ''
}

/** How cards are bound to their actors; by address only in domains that a tenant vouches for. */
export function checkBinding(
  options: ServiceOptions,
  tenants: ReadonlyMap<string, ReadonlySet<string>>,
  problems: string[],
): 'address' | undefined {
  const binding: unknown = options.bindActorBy
  if (binding === undefined) return undefined
  if (binding !== 'address') {
    problems.push('bindActorBy can only be address; leave it out to bind by tenant and object id.')
  } else if (options.profile !== 'substrate' && [...tenants.values()].some((domains) => domains.size === 0)) {
    problems.push('bindActorBy: every tenant needs the domains that it may vouch for.')
  }
  return 'address'
}
