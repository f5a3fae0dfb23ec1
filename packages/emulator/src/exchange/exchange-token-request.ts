import type { ExchangeFaultName } from './exchange-faults.js'

/** `observed`: as live tokens are. `documented`: as the vendor's page prints them (PROTOCOL 3.3). */
export const EXCHANGE_TOKEN_SHAPES = ['observed', 'documented'] as const

export type ExchangeTokenShape = (typeof EXCHANGE_TOKEN_SHAPES)[number]

/** An Exchange identity token, asked for as an add-in does. */
export interface ExchangeTokenRequest {
  /** Whose mailbox the add-in runs in: an address, an alias or an object id of Contoso's people. */
  readonly as: string
  /** The add-in's page URL. */
  readonly audience: string
  /** Default `observed`. */
  readonly shape?: ExchangeTokenShape
  readonly fault?: ExchangeFaultName
  /** Milliseconds since 1970; default now. */
  readonly issuedAt?: number
  /** Default 28,800, as observed. */
  readonly lifetimeSeconds?: number
}
