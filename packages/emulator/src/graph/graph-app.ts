/** An app registration with the application permission Mail.Send, as it is handed in. */
export interface GraphAppRegistration {
  /** A GUID. */
  readonly clientId: string
  /** At least 16 characters. */
  readonly clientSecret: string
  /** One of the two tenants; default Contoso. */
  readonly tenantId?: string
  /** The mailboxes that it may send from (an application access policy): addresses of the tenant's domains. */
  readonly senders: readonly string[]
}

/** The registration without its secret: what may be listed. */
export interface GraphApp {
  readonly clientId: string
  readonly tenantId: string
  /** Lower case. */
  readonly senders: readonly string[]
}
