/** One mail as it came, for all of its recipients. */
export interface IncomingMail {
  readonly raw: Uint8Array
  /** '' for the null sender. */
  readonly mailFrom: string
  readonly rcptTo: readonly string[]
  readonly remoteAddress: string
  readonly helo: string
  /** The account that handed the mail in, where the platform itself has authenticated it. */
  readonly submittedBy?: string
}
