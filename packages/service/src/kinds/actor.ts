/** Who pressed, as the verified action token says. At least one of the ids and the address is there. */
export interface Actor {
  readonly tenantId?: string
  readonly objectId?: string
  /** The address that the card was sealed for and that the token vouches for; lower-cased. */
  readonly address?: string
  /** On `exchange` alone: the mailbox user. `key` is the one text to store, made of both others. */
  readonly exchangeUser?: { readonly id: string; readonly metadataUrl: string; readonly key: string }
  /** A changeable name, good for showing to people: never authorise or store by it. */
  readonly displayName?: string
}
