/** How one kind of action token is judged. Bound to the route by configuration, never guessed from the token. */
export type ProfileName = 'entra' | 'substrate' | 'exchange' | 'bot' | 'teams-webhook'

export interface ActionTokenVerifier {
  readonly profile: ProfileName
  /**
   * Judges one action token: form, issuer and tenant, key, signature, claims. Returns (or resolves with) what it
   * proves; synchronously when the key is at hand.
   *
   * @throws CountersignError (or rejects with) `ERR_TOKEN_*`, `ERR_ISSUER_*`. It never does both.
   */
  verify(token: string): VerifiedActionToken | Promise<VerifiedActionToken>
}

/** What a verified action token proves. Times are NumericDate seconds (RFC 7519 section 2). */
export interface VerifiedActionToken {
  readonly profile: ProfileName
  readonly issuer: string
  readonly audience: string
  readonly tenantId?: string
  readonly actor: TokenActor
  /** The address the card was sent from, normalised; only `substrate` mail tokens have one. */
  readonly sender?: string
  /** The platform's id of this very token (`uti`, `jti`). */
  readonly tokenId?: string
  readonly issuedAt: number
  readonly expiresAt: number
  /** Every claim as it stood in the token. Mind that most of them prove nothing about who may act. */
  readonly claims: TokenClaims
}

/** Who pressed: tenant and object id where the token has them, the verified address for `substrate` mail. */
export interface TokenActor {
  readonly tenantId?: string
  readonly objectId?: string
  /** `substrate` mail only: the verified `sub`, normalised. */
  readonly address?: string
  /**
   * `entra` only: `upn` (v1) or `preferred_username` (v2). An administrator or the user can change it: show it, and
   * authorise by it only where the operator asked for that in so many words (`bindActorBy: 'address'`).
   */
  readonly changeableName?: string
  /** `exchange` only: the mailbox's user, as one Exchange server knows them. */
  readonly exchangeUser?: ExchangeUser
  /** True where another directory vouches for the user than the one that issued the token. */
  readonly guest: boolean
}

/** A user of one Exchange server. Neither part alone says who it is: two servers may give the same id. */
export interface ExchangeUser {
  /** `msexchuid`, as it stood in the token. */
  readonly id: string
  /** `amurl` in its one canonical spelling: https, host in lower case, no default port. */
  readonly metadataUrl: string
  /** Both in one text, to store and to compare: `metadataUrl#id`. The address has no `#` of its own. */
  readonly key: string
}

export type TokenClaims = Readonly<Record<string, unknown>>
