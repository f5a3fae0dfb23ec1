/** Entra writes its tenant-independent issuers with this placeholder. */
const TENANT_PLACEHOLDER = '{tenantid}'

/**
 * Whether an `issuer` printed by a document or a key speaks for the token's `iss`: literally, or as a template
 * whose one placeholder stands for the tenant.
 */
export function coversIssuer(printed: string, issuer: string, tenantId: string | undefined): boolean {
  if (printed === issuer) return true
  return tenantId !== undefined && printed.split(TENANT_PLACEHOLDER).join(tenantId) === issuer
}
