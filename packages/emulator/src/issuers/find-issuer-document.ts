import { buildDiscovery } from './build-discovery.js'
import { buildKeySet } from './build-key-set.js'
import { COMMON_TENANT, discoveryPath, keySetPath, type IssuerDocument } from './issuer-layout.js'
import type { SigningKey } from './signing-key.js'

const DOCUMENTS: readonly IssuerDocument[] = ['entra-v1', 'entra-v2', 'substrate', 'bot']

/**
 * The public document at HOST/PATH, or undefined.
 *
 * @param path e.g. `login.microsoftonline.com/{tid}/v2.0/.well-known/openid-configuration`
 * @param base the address under which the issuers are served
 * @param tenants the tenant ids that exist here; others have no documents
 */
export function findIssuerDocument(
  path: string,
  base: string,
  tenants: readonly string[],
  keys: readonly SigningKey[],
): object | undefined {
  for (const document of DOCUMENTS) {
    for (const tenant of [...tenants, COMMON_TENANT]) {
      if (path === discoveryPath(document, tenant)) return buildDiscovery(document, tenant, base)
      if (path === keySetPath(document, tenant)) return buildKeySet(document, tenant, keys)
    }
  }
  return undefined
}
