/**
 * Remembers which mails went out, so that a batch can be sent again after a crash and nobody gets a mail twice.
 * Every call is one atomic step.
 */
export interface SendLog {
  /**
   * `begun`: the caller may send now and must end with `sent` or `failed`.
   * `sent`: it went out already; `response` is what the server said then.
   * `busy`: somebody else has begun and not ended. An implementation gives such an entry free after a lease
   * of its own, so that a crash does not hold a mail back for ever.
   */
  begin(key: string): Promise<SendLogEntry>
  /** Ends it for good: `begin` answers `sent` from now on. */
  sent(key: string, response: string): Promise<void>
  /** Gives the key free again. */
  failed(key: string): Promise<void>
}

export type SendLogEntry =
  | { readonly state: 'begun' }
  | { readonly state: 'sent'; readonly response: string }
  | { readonly state: 'busy' }
