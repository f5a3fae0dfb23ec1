import { EMULATOR_TENANTS } from '@countersign/core'

/** The one on-premises Exchange that the emulator plays; its people are those of Contoso. */
export const EXCHANGE_HOST = 'exchange.contoso.example'
export const EXCHANGE_TENANT_ID = EMULATOR_TENANTS.contoso.tenantId

/** The application id of Exchange, the same on every server (PROTOCOL 3.3). */
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000'
export const EXCHANGE_ISSUER = `${EXCHANGE_APP_ID}@contoso.example`

/** HOST/PATH of the metadata document, as the issuers are laid out. */
export const EXCHANGE_METADATA_PATH = `${EXCHANGE_HOST}/autodiscover/metadata/json/1`
/** `amurl` as live tokens write it, and what a service lists as trusted. */
export const EXCHANGE_METADATA_URL = `https://${EXCHANGE_METADATA_PATH}`
/** `amurl` as the vendor's page prints it: the same document. */
export const EXCHANGE_METADATA_URL_WITH_PORT = `https://${EXCHANGE_HOST}:443/autodiscover/metadata/json/1`
