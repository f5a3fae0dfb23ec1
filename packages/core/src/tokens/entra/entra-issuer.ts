import {
  createIssuerKeys,
  isReservedTenant,
  type IssuerKeys,
  type KeySourceOptions,
} from '../../issuers/index.js'
import type { EntraCloud } from './entra-cloud.js'

/** One of the two shapes of Entra access tokens, as one tenant issues it. */
export interface EntraIssuer {
  readonly version: '1.0' | '2.0'
  readonly tenantId: string
  /** The exact `iss`. */
  readonly issuer: string
  readonly keys: IssuerKeys
  /** The claim that names the calling client. */
  readonly callerClaim: 'appid' | 'azp'
  /** The changeable sign-in name. */
  readonly nameClaim: 'upn' | 'preferred_username'
}

export interface EntraTenant {
  readonly v1: EntraIssuer | undefined
  readonly v2: EntraIssuer
  /** True for a tenant of the emulator where no emulator is trusted. */
  readonly refusedAsEmulator: boolean
}

export interface EntraTenantOptions {
  readonly tenantId: string
  readonly cloud: EntraCloud
  readonly keys: KeySourceOptions
  readonly now: () => number
}

/** Both issuers of an allowed tenant, each with its own document and keys: they are never used crosswise. */
export function createEntraTenant(options: EntraTenantOptions): EntraTenant {
  const { tenantId, cloud, keys: source, now } = options
  const v2Issuer = `https://${cloud.login}/${tenantId}/v2.0`
  return {
    v1:
      cloud.v1Issuer === undefined
        ? undefined
        : createV1Issuer(options, `https://${cloud.v1Issuer}/${tenantId}/`),
    v2: {
      version: '2.0',
      tenantId,
      issuer: v2Issuer,
      keys: createIssuerKeys({
        issuer: v2Issuer,
        metadataUrl: `https://${cloud.login}/${tenantId}/v2.0/.well-known/openid-configuration`,
        tenantId,
        keyIssuer: 'required',
        source,
        now,
      }),
      callerClaim: 'azp',
      nameClaim: 'preferred_username',
    },
    refusedAsEmulator: source.trustEmulator === undefined && isReservedTenant(tenantId),
  }
}

function createV1Issuer(
  { tenantId, cloud, keys: source, now }: EntraTenantOptions,
  issuer: string,
): EntraIssuer {
  return {
    version: '1.0',
    tenantId,
    issuer,
    keys: createIssuerKeys({
      issuer,
      metadataUrl: `https://${cloud.login}/${tenantId}/.well-known/openid-configuration`,
      tenantId,
      source,
      now,
    }),
    callerClaim: 'appid',
    nameClaim: 'upn',
  }
}
