/**
 * The payload of a signed card, by its wire names.
 * Source: docs/actionable-messages/security-requirements.md, "Signed card payloads".
 */
export interface SignedCardClaims {
  /** The provider id, a GUID. */
  readonly originator: string
  /** NumericDate, seconds. */
  readonly iat: number
  readonly sender: string
  /** A JSON array of every To and CC address, as a string. */
  readonly recipientsSerialized: string
  /** The card's JSON, as a string. */
  readonly adaptiveCardSerialized: string
}
