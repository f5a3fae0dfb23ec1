import type { SigningKey } from '../issuers/signing-key.js'
import { EXCHANGE_APP_ID, EXCHANGE_METADATA_URL_WITH_PORT } from './exchange-layout.js'

/** A certificate as the document publishes it. */
export interface ExchangeMetadataKey {
  readonly usage: 'signing'
  readonly keyinfo: { readonly x5t: string }
  readonly keyvalue: { readonly type: 'x509Certificate'; readonly value: string }
}

/** The authentication metadata document with the members of the vendor's (PROTOCOL 3.3). */
export function buildExchangeMetadata(keys: readonly SigningKey[]): {
  readonly keys: readonly ExchangeMetadataKey[]
  readonly [member: string]: unknown
} {
  return {
    id: '_c0a70000-0000-4000-8000-0000000e8c4a',
    version: '1.0',
    name: 'Exchange',
    realm: 'contoso.example',
    serviceName: EXCHANGE_APP_ID,
    issuer: `${EXCHANGE_APP_ID}@contoso.example`,
    allowedAudiences: [`${EXCHANGE_APP_ID}@contoso.example`],
    keys: keys.map((key) => ({
      usage: 'signing',
      keyinfo: { x5t: key.kid },
      keyvalue: { type: 'x509Certificate', value: key.certificate },
    })),
    endpoints: [{ location: EXCHANGE_METADATA_URL_WITH_PORT, protocol: 'OAuth2', usage: 'metadata' }],
  }
}
