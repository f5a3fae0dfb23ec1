export interface SmtpOptions {
  readonly host: string
  /** Default: 465 with `security: 'tls'`, else 587. */
  readonly port?: number
  /**
   * `tls`: TLS from the first byte. `starttls`: upgraded before anything else is said, or nothing is sent.
   * Default: `tls` on port 465, else `starttls`; on a loopback address nothing is encrypted unless asked for.
   */
  readonly security?: 'tls' | 'starttls'
  /** Unsafe: sends mail and password in the clear where a server off this machine offers no STARTTLS. Default false. */
  readonly allowCleartext?: boolean
  readonly user?: string
  readonly password?: string
  /** Certificates (PEM) to trust in place of the system's. */
  readonly ca?: string | readonly string[]
  /** The name that the server's certificate must have. Default: `host`. */
  readonly servername?: string
  /** What EHLO says. Default: this machine's name. */
  readonly clientName?: string
  /** Connections held open at most. Default 4. */
  readonly maxConnections?: number
  /** Milliseconds until connected, TLS included. Default 15,000. */
  readonly connectTimeoutMs?: number
  /** Milliseconds of silence while a mail is handed over. Default 60,000. */
  readonly idleTimeoutMs?: number
}

/** Options with every default filled in. */
export interface CheckedSmtp {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'starttls-if-offered' | 'none'
  readonly login: { readonly user: string; readonly password: string } | undefined
  readonly ca: readonly string[] | undefined
  readonly servername: string | undefined
  readonly clientName: string | undefined
  readonly maxConnections: number
  readonly connectTimeoutMs: number
  readonly idleTimeoutMs: number
}
