import { CountersignError } from '../errors/index.js'
import { coversIssuer } from './issuer-template.js'

/** The members of an OpenID Connect discovery document that are used here. */
export interface DiscoveryDocument {
  readonly issuer: string
  readonly keySetUrl?: string
  readonly cloudInstanceName?: string
}

/**
 * Judges a discovery document: it must speak for exactly the issuer whose keys are wanted
 * (OpenID Connect Discovery 1.0 section 4.3).
 *
 * @throws CountersignError `ERR_ISSUER_DOCUMENT`, `ERR_ISSUER_MISMATCH`
 */
export function readDiscoveryDocument(
  document: unknown,
  expected: { readonly issuer: string; readonly tenantId?: string | undefined },
): DiscoveryDocument {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new CountersignError('ERR_ISSUER_DOCUMENT')
  }
  const { issuer, jwks_uri, cloud_instance_name } = document as Readonly<Record<string, unknown>>
  if (typeof issuer !== 'string') throw new CountersignError('ERR_ISSUER_DOCUMENT')
  if (!coversIssuer(issuer, expected.issuer, expected.tenantId))
    throw new CountersignError('ERR_ISSUER_MISMATCH')
  return {
    issuer,
    ...(typeof jwks_uri === 'string' && { keySetUrl: jwks_uri }),
    ...(typeof cloud_instance_name === 'string' && { cloudInstanceName: cloud_instance_name }),
  }
}
