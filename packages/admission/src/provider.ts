/** A registered service, as the platform's registration page holds it (docs/actionable-messages/email-dev-dashboard). */
export interface Provider {
  /** The provider id that cards carry as `originator`; compared ASCII-case-insensitively. */
  readonly originator: string
  /** Shown to people. */
  readonly name: string
  /** Addresses that may send this provider's cards. */
  readonly senders: readonly string[]
  /** Hosts or https origins that actions may call: each allows itself and its subdomains. */
  readonly targets: readonly string[]
  /** The key that signs cards: RSAKeyValue XML or PEM. Without it no signed card is accepted. */
  readonly publicKey?: string
  /** Who is shown the cards. */
  readonly scope: 'test-users' | 'organization' | 'global'
  /** The addresses of scope `test-users`. */
  readonly testUsers?: readonly string[]
  /** The tenant of scope `organization`. */
  readonly tenantId?: string
}

export interface ProviderLookup {
  /** The provider with this originator, or undefined. The originator comes from the mail: compare it, run nothing with it. */
  find(originator: string): Provider | undefined
}
