import { issuerOf, type IssuerDocument } from './issuer-layout.js'
import type { SigningKey } from './signing-key.js'

/** A key as the real sets publish it: no `alg`, and `issuer` only in the v2 set. */
export interface PublishedKey {
  readonly kty: 'RSA'
  readonly use: 'sig'
  readonly kid: string
  readonly x5t: string
  readonly n: string
  readonly e: string
  readonly x5c: readonly [string]
  readonly cloud_instance_name?: string
  readonly issuer?: string
  /** The channels that the bot connector's key may speak for. */
  readonly endorsements?: readonly string[]
}

/** The key set of one issuer: v1 keys without `issuer`, v2 keys with the issuer (or its template for `common`). */
export function buildKeySet(
  document: IssuerDocument,
  tenant: string,
  keys: readonly SigningKey[],
): { readonly keys: readonly PublishedKey[] } {
  return { keys: keys.map((key) => publishKey(document, tenant, key)) }
}

function publishKey(document: IssuerDocument, tenant: string, key: SigningKey): PublishedKey {
  const common: PublishedKey = {
    kty: 'RSA',
    use: 'sig',
    kid: key.kid,
    x5t: key.kid,
    n: key.modulus,
    e: key.exponent,
    x5c: [key.certificate],
  }
  switch (document) {
    case 'entra-v1':
      return { ...common, cloud_instance_name: 'microsoftonline.com' }
    case 'entra-v2':
      return { ...common, cloud_instance_name: 'microsoftonline.com', issuer: issuerOf(document, tenant) }
    case 'substrate':
      return common
    case 'bot':
      return { ...common, endorsements: ['msteams'] }
  }
}
