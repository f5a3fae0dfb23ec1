/** What holds for all members of a group: read once, inside its transaction. */
export interface GroupContext {
  /** The store's clock for this call, in milliseconds. */
  now: number
  bornAt: number
  adopted: boolean
  prunedUntil: number
}
