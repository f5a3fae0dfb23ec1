import { BOT_CLOUDS, ENTRA_CLOUDS, SUBSTRATE_ISSUER, SUBSTRATE_METADATA_URL } from '@countersign/core'

/** The documents of one issuer, as paths below the real host. */
export type IssuerDocument = 'entra-v1' | 'entra-v2' | 'substrate' | 'bot'

export const ENTRA_HOST = ENTRA_CLOUDS.public.login
export const SUBSTRATE_HOST = new URL(SUBSTRATE_METADATA_URL).host
export { SUBSTRATE_ISSUER }

/** `iss` of the bot connector's tokens, which is not where its documents are. */
export const BOT_ISSUER = BOT_CLOUDS.public.issuer
export const BOT_LOGIN_HOST = new URL(BOT_CLOUDS.public.metadataUrl).host

/** The tenant segment under which the real platform serves the document with the template issuer. */
export const COMMON_TENANT = 'common'

/** `iss` of a token, and `issuer` of the document that belongs to it. */
export function issuerOf(document: IssuerDocument, tenant: string): string {
  switch (document) {
    case 'entra-v1':
      return `https://${ENTRA_CLOUDS.public.v1Issuer}/${issuerTenant(tenant)}/`
    case 'entra-v2':
      return `https://${ENTRA_HOST}/${issuerTenant(tenant)}/v2.0`
    case 'substrate':
      return SUBSTRATE_ISSUER
    case 'bot':
      return BOT_ISSUER
  }
}

/** HOST/PATH of the discovery document. */
export function discoveryPath(document: IssuerDocument, tenant: string): string {
  switch (document) {
    case 'entra-v1':
      return `${ENTRA_HOST}/${tenant}/.well-known/openid-configuration`
    case 'entra-v2':
      return `${ENTRA_HOST}/${tenant}/v2.0/.well-known/openid-configuration`
    case 'substrate':
      return `${SUBSTRATE_HOST}/sts/common/.well-known/openid-configuration`
    case 'bot':
      // Without the hyphen, unlike every other discovery document.
      return `${BOT_LOGIN_HOST}/v1/.well-known/openidconfiguration`
  }
}

/** HOST/PATH of the key set. */
export function keySetPath(document: IssuerDocument, tenant: string): string {
  switch (document) {
    case 'entra-v1':
      return `${ENTRA_HOST}/${tenant}/discovery/keys`
    case 'entra-v2':
      return `${ENTRA_HOST}/${tenant}/discovery/v2.0/keys`
    case 'substrate':
      return `${SUBSTRATE_HOST}/sts/common/discovery/keys`
    case 'bot':
      return `${BOT_LOGIN_HOST}/v1/.well-known/keys`
  }
}

function issuerTenant(tenant: string): string {
  return tenant === COMMON_TENANT ? '{tenantid}' : tenant
}
