export interface LedgerFlags {
  readonly ledger?: string
  readonly json?: boolean
}

export interface ListLedgerFlags extends LedgerFlags {
  readonly state?: string
  readonly kind?: string
  readonly item?: string
  readonly limit?: string
}

export interface ResolveEntryFlags extends LedgerFlags {
  readonly as: string
  readonly by?: string
}
