/** A person of one of the two tenants. */
export interface DirectoryUser {
  /** A short name for the terminal, unique over both tenants, e.g. `adele`. */
  readonly alias: string
  readonly displayName: string
  readonly givenName: string
  readonly familyName: string
  readonly tenantId: string
  /** The user's object id in the tenant: a GUID that never changes. */
  readonly objectId: string
  /** The user principal name: changeable, fit to show. */
  readonly upn: string
  /** Every address that lands in the user's mailbox, the primary one first; lower case. */
  readonly addresses: readonly string[]
}

export interface DirectoryTenant {
  readonly name: string
  readonly tenantId: string
  readonly domains: readonly string[]
}
