interface SharedClaims {
  /** The provider id, a GUID. */
  readonly originator: string
  /** NumericDate, seconds. */
  readonly iat: number
  readonly sender: string
  /** A JSON array of every To and CC address, as a string. */
  readonly recipientsSerialized: string
}

interface AdaptiveCardClaim {
  /** The Adaptive Card's JSON, as a string. */
  readonly adaptiveCardSerialized: string
}

interface MessageCardClaim {
  /** The MessageCard's JSON, as a string. */
  readonly messageCardSerialized: string
}

/**
 * The payload of a signed card, by its wire names: the card is in the claim of its kind, and the other claim is not
 * there. Source: docs/actionable-messages/security-requirements.md, "Signed card payloads" (its state of 2018 for
 * `messageCardSerialized`).
 */
export type SignedCardClaims = SharedClaims & (AdaptiveCardClaim | MessageCardClaim)
