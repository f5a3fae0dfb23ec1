/** Largest mail taken, in bytes: what Exchange Online takes by default. */
export const MAX_MAIL_BYTES = 36 * 1024 * 1024
/** Recipients of one mail. */
export const MAX_RECIPIENTS = 500
/** Clients connected at once. */
export const MAX_SMTP_CLIENTS = 50
/** A silent client is disconnected after this, in milliseconds. */
export const SMTP_IDLE_TIMEOUT_MS = 60_000
/** A client that keeps dripping bytes is disconnected after this, in milliseconds. */
export const SMTP_SESSION_TIMEOUT_MS = 600_000
/** How long closing waits for connected clients, in milliseconds. */
export const SMTP_CLOSE_TIMEOUT_MS = 500

/** The caps of the SMTP server; every one has a default. */
export interface SmtpLimits {
  /** Bytes; default 36 MiB. */
  readonly maxMailBytes?: number
  /** Default 500. */
  readonly maxRecipients?: number
  /** Default 50. */
  readonly maxClients?: number
  /** Milliseconds of silence; default 60,000. */
  readonly idleTimeoutMs?: number
  /** Milliseconds of a whole connection; default 600,000. */
  readonly sessionTimeoutMs?: number
}
