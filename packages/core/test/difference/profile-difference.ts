import type { DifferenceRow } from './difference-row.js'

/** One shape of token that is held beside jose. */
export interface ProfileDifference {
  readonly name: string
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly rows: readonly DifferenceRow[]
  readonly judge: (token: string) => unknown
  readonly issuer: string
  readonly audience: readonly string[]
  /** What jose finds keys in; the private half of its one key signs. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] }
}
