import { isReservedTenant } from '../issuers/index.js'
import { isGuid } from './guid.js'
import { readTextList } from './option-list.js'

/** Where Microsoft keeps personal accounts: anyone can have one, so it vouches for no organisation. */
const PERSONAL_ACCOUNTS_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'

/**
 * The allow-list of tenant ids, in lower case. With a trusted emulator only the emulator's tenants may stand in it:
 * one process never serves both.
 */
export function readAllowedTenants(
  option: readonly string[] | undefined,
  emulatorTrusted: boolean,
  problems: string[],
): readonly string[] {
  const tenants = readTextList('tenants', option, problems).map((tenant) => tenant.toLowerCase())
  for (const tenant of tenants) {
    const wellFormed: boolean = isGuid(tenant)
    if (!wellFormed) {
      problems.push(
        `tenants: "${tenant}" is not a tenant id (a GUID); names such as "common" are not accepted`,
      )
    } else if (tenant === PERSONAL_ACCOUNTS_TENANT) {
      problems.push('tenants: the tenant of personal accounts cannot be allowed')
    } else if (emulatorTrusted && !isReservedTenant(tenant)) {
      problems.push(`tenants: "${tenant}" is a real tenant, and trustEmulator is set; use one or the other`)
    }
  }
  return [...new Set(tenants)]
}
