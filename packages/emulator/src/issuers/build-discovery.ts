import { ENTRA_HOST, issuerOf, keySetPath, SUBSTRATE_HOST, type IssuerDocument } from './issuer-layout.js'

/**
 * The discovery document of one issuer with the members of the real one. `issuer` and the endpoints are the real strings;
 * only `jwks_uri` points to the emulator.
 *
 * @param base the address under which the issuers are served, e.g. `http://127.0.0.1:8787/issuers`
 */
export function buildDiscovery(
  document: IssuerDocument,
  tenant: string,
  base: string,
): Record<string, unknown> {
  const issuer = issuerOf(document, tenant)
  const jwksUri = `${base}/${keySetPath(document, tenant)}`
  switch (document) {
    case 'entra-v1':
      return buildEntra(issuer, jwksUri, `https://${ENTRA_HOST}/${tenant}/oauth2`, {
        microsoft_multi_refresh_token: true,
        check_session_iframe: `https://${ENTRA_HOST}/${tenant}/oauth2/checksession`,
        userinfo_endpoint: `https://${ENTRA_HOST}/${tenant}/openid/userinfo`,
        scopes_supported: ['openid'],
      })
    case 'entra-v2':
      return buildEntra(issuer, jwksUri, `https://${ENTRA_HOST}/${tenant}/oauth2/v2.0`, {
        request_uri_parameter_supported: false,
        userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      })
    case 'substrate':
      return {
        issuer,
        authorization_endpoint: `https://${SUBSTRATE_HOST}/sts/common/oauth2/authorize`,
        jwks_uri: jwksUri,
        response_types_supported: ['token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }
    case 'bot':
      return {
        issuer,
        authorization_endpoint: 'https://invalid.botframework.com',
        jwks_uri: jwksUri,
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      }
  }
}

function buildEntra(
  issuer: string,
  jwksUri: string,
  oauth: string,
  own: Record<string, unknown>,
): Record<string, unknown> {
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: jwksUri,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    issuer,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    ...own,
    tenant_region_scope: null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  }
}
