/** Takes one complete mail to where it goes. Implementations: SMTP, an outbox folder. */
export interface Transport {
  /**
   * Resolves when the mail has been taken over for every address of the envelope.
   * Throws `ERR_MAIL_UNDELIVERED` when trying again can help, and any other `ERR_MAIL_*`
   * (`ERR_MAIL_REFUSED` first of all) when it cannot. An aborted delivery throws the signal's reason.
   */
  deliver(mail: TransportMail, options?: { readonly signal?: AbortSignal }): Promise<DeliveryReceipt>
  close?(): Promise<void>
}

export interface TransportMail {
  readonly envelope: Envelope
  /** The whole message, RFC 5322, CRLF line ends. */
  readonly raw: Uint8Array
}

export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

export interface DeliveryReceipt {
  /** The server's own words, e.g. `250 2.0.0 Ok: queued as 7F3`. */
  readonly response: string
}
