/** National clouds by name (https://learn.microsoft.com/graph/deployments). */
export type GraphCloud = 'public' | 'usgov' | 'usgov-dod' | 'china'

export interface GraphOptions {
  /** The directory of the app registration, a GUID. */
  readonly tenantId: string
  /** The app registration, a GUID. It needs the application permission `Mail.Send`: limit it to the sender's mailbox. */
  readonly clientId: string
  /** A client secret of the app registration. */
  readonly clientSecret: string
  /** The mailbox that sends, where it is not the envelope's own sender: it then needs the right to send as that one. */
  readonly sender?: string
  /** Default `public`. */
  readonly cloud?: GraphCloud
  /** Milliseconds for one request, answer included. Default 30,000. */
  readonly requestTimeoutMs?: number
  /**
   * Milliseconds that a delivery waits at most where Graph has asked for a pause (`Retry-After`); a longer pause is
   * thrown as `ERR_MAIL_UNDELIVERED` at once. Default 60,000.
   */
  readonly maxPauseMs?: number
  /**
   * A local emulator that plays login and Graph, by its URL, e.g. `http://127.0.0.1:8787`. Only with the emulator's
   * own tenants, and refused with NODE_ENV=production.
   */
  readonly trustEmulator?: { readonly url: string }
  /** Default: the global fetch. */
  readonly fetch?: GraphFetch
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Default: a timer. */
  readonly sleep?: (ms: number, options: { readonly signal?: AbortSignal }) => Promise<void>
  /** Default: NODE_ENV of the process. */
  readonly nodeEnv?: string
}

export type GraphFetch = (url: string, init: RequestInit) => Promise<Response>

/** Options with every default filled in. */
export interface CheckedGraph {
  readonly tokenUrl: string
  /** Before `/users/…`. */
  readonly graphUrl: string
  readonly scope: string
  readonly clientId: string
  readonly clientSecret: string
  readonly sender: string | undefined
  readonly requestTimeoutMs: number
  readonly maxPauseMs: number
  readonly fetch: GraphFetch
  readonly now: () => number
  readonly sleep: NonNullable<GraphOptions['sleep']>
}
