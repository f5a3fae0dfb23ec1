/**
 * Names that belong to the emulator for ever. No real issuer has them, so that a token minted by an emulator can
 * never pass for a real one, and a service in production refuses it by its names alone.
 */
export const EMULATOR_TENANTS = Object.freeze({
  contoso: Object.freeze({
    tenantId: 'c0a70000-0000-4000-8000-000000c0a705',
    domains: Object.freeze(['contoso.example']),
  }),
  fabrikam: Object.freeze({
    tenantId: 'fab00000-0000-4000-8000-0000000fab01',
    domains: Object.freeze(['fabrikam.example']),
  }),
})

export const reservedTenantIds: readonly string[] = Object.freeze(
  Object.values(EMULATOR_TENANTS).map((tenant) => tenant.tenantId),
)

/** RFC 2606 section 2 and RFC 6761: top-level domains that are never delegated. */
const RESERVED_DOMAIN = /(?:^|\.)(?:example|test|localhost)\.?$/

/** `tid` in any case. */
export function isReservedTenant(tid: string): boolean {
  return reservedTenantIds.includes(tid.toLowerCase())
}

/** `host` is a domain name in any case, e.g. the part of an address after the `@`. */
export function isReservedDomain(host: string): boolean {
  return RESERVED_DOMAIN.test(host.toLowerCase())
}
