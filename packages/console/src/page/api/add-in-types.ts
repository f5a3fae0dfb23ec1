/** The Exchange part of the emulator's HTTP API as the add-in's page reads it. */

export interface ExchangeStatus {
  readonly metadataUrl: string
  /** Whose people have mailboxes there. */
  readonly tenantId: string
  readonly keyStage: string
  readonly shapes: readonly string[]
  readonly faults: readonly string[]
}

export interface AddInCallResult {
  readonly token: {
    readonly shape: string
    readonly x5t: string
    readonly claims: Readonly<Record<string, unknown>>
  }
  readonly endpoint: string
  readonly verdict: 'accepted' | 'refused' | 'failed'
  readonly status: number
  readonly body: string
  readonly failure?: string
  readonly durationMs: number
}
