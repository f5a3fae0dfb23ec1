/** What a limited-purpose token lets its bearer do: change state, fetch a card, or link an identity. */
export type LimitedPurpose = 'act' | 'read' | 'link'

/**
 * Who may use the token: by tenant and object id, or by mail address (lower-cased, compared whole). `anyone` of a
 * tenant is for cards that a whole channel sees: it says where an actor must come from and authorises nobody, so
 * whoever opens the token has to authorise the actor by other means.
 */
export type ActorBinding =
  | { readonly tenantId: string; readonly objectId: string }
  | { readonly address: string }
  | { readonly tenantId: string; readonly anyone: true }

/** What the service remembers about a card that it sent, sealed into each of the card's actions. */
export interface LimitedClaims {
  /** Unique per token. */
  readonly jti: string
  /** Seconds since 1970, fractions allowed (RFC 7519 section 2). */
  readonly iat: number
  /** Seconds since 1970, not later than `closesAt`. */
  readonly exp: number
  /** Seconds since 1970: until then the ledger remembers the item. */
  readonly closesAt: number
  /** The service. */
  readonly aud: string
  readonly purpose: LimitedPurpose
  readonly kind: string
  readonly item: string
  /** What the card showed. */
  readonly version: number
  readonly decision?: string
  /** 1 to 8. */
  readonly actors: readonly ActorBinding[]
  readonly sender?: string
  readonly originator: string
  readonly correlationId?: string
}
