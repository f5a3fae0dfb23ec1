/** The documents of one issuer, as paths below the real host. */
export type IssuerDocument = 'entra-v1' | 'entra-v2' | 'substrate'

export const ENTRA_HOST = 'login.microsoftonline.com'
export const SUBSTRATE_HOST = 'substrate.office.com'
export const SUBSTRATE_ISSUER = 'https://substrate.office.com/sts/'

/** The tenant segment under which the real platform serves the document with the template issuer. */
export const COMMON_TENANT = 'common'

/** `iss` of a token, and `issuer` of the document that belongs to it. */
export function issuerOf(document: IssuerDocument, tenant: string): string {
  switch (document) {
    case 'entra-v1':
      return `https://sts.windows.net/${issuerTenant(tenant)}/`
    case 'entra-v2':
      return `https://${ENTRA_HOST}/${issuerTenant(tenant)}/v2.0`
    case 'substrate':
      return SUBSTRATE_ISSUER
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
  }
}

function issuerTenant(tenant: string): string {
  return tenant === COMMON_TENANT ? '{tenantid}' : tenant
}
