import { lowerAscii, type Directory } from '../directory/directory.js'
import type { GraphApp } from './graph-app.js'
import type { GraphApps } from './graph-apps.js'
import { GRAPH_AUDIENCE } from './graph-tokens.js'
import { TokenFailure } from './token-failure.js'

/**
 * The app of a client credentials grant (RFC 6749 section 4.4).
 *
 * @param tenantName the path's segment: a tenant id, or one of its domains
 * @throws TokenFailure
 */
export function authenticateApp(
  apps: GraphApps,
  directory: Directory,
  tenantName: string,
  form: URLSearchParams,
): GraphApp {
  const wanted = lowerAscii(tenantName)
  const tenant = directory.tenants.find(
    ({ tenantId, domains }) => tenantId === wanted || domains.includes(wanted),
  )
  if (tenant === undefined) {
    throw new TokenFailure(400, 'invalid_request', 90_002, 'Tenant not found. Check the tenant id or domain.')
  }
  if (form.get('grant_type') !== 'client_credentials') {
    const message = "The grant type is not 'client_credentials'."
    throw new TokenFailure(400, 'unsupported_grant_type', 70_003, message)
  }
  const app = apps.find(form.get('client_id') ?? '')
  if (app?.tenantId !== tenant.tenantId) {
    const message = 'The application was not found in the directory.'
    throw new TokenFailure(400, 'unauthorized_client', 700_016, message)
  }
  checkSecret(apps, app, form.get('client_secret'))
  if (form.get('scope') !== `${GRAPH_AUDIENCE}/.default`) {
    const message = `The scope is not valid: an app asks for ${GRAPH_AUDIENCE}/.default.`
    throw new TokenFailure(400, 'invalid_scope', 1_002_012, message)
  }
  return app
}

function checkSecret(apps: GraphApps, app: GraphApp, secret: string | null): void {
  if (secret === null) {
    const message = "The request body must contain the parameter 'client_secret'."
    throw new TokenFailure(401, 'invalid_client', 7_000_218, message)
  }
  if (!apps.isSecretOf(app, secret)) {
    throw new TokenFailure(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.')
  }
}
