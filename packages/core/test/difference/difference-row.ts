import type { Random } from './random.js'

/** A token before it is signed, and what is done to its text afterwards. */
export interface Draft {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  /** Signed with a key that nobody published. */
  foreignKey: boolean
  /** Changes the JSON text of the claims, for what JSON.stringify cannot write. */
  editClaims: (text: string) => string
  /** Changes the whole signed token. */
  editToken: (token: string) => string
}

/** Codes, any of which may come; `ACCEPTED` where the token must pass. */
export type Verdicts = 'ACCEPTED' | readonly string[]

/** One way to change a good token, and what either side says to it. */
export interface DifferenceRow {
  readonly name: string
  /** Two rows that touch the same are never combined. */
  readonly touches: string
  readonly change: (draft: Draft, random: Random) => void
  readonly ours: Verdicts
  /** jose's codes, with the claim where one is named: `ERR_JWT_CLAIM_VALIDATION_FAILED aud`. */
  readonly jose: Verdicts
  /** Where the verdicts differ: why that is meant so, and the source. The same text stands in docs/differences.md. */
  readonly intended?: string
}

export const SIGNATURE_REFUSED = ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED'] as const
export const JWS_REFUSED = ['ERR_JWS_INVALID', 'ERR_JWT_INVALID'] as const

/** A claim that is set, or taken away with `undefined`. */
export function setClaim(name: string, make: (random: Random) => unknown) {
  return ({ claims }: Draft, random: Random): void => {
    claims[name] = make(random)
  }
}

export function setHeader(name: string, make: (random: Random) => unknown) {
  return ({ header }: Draft, random: Random): void => {
    header[name] = make(random)
  }
}

export function failedClaim(claim: string): readonly string[] {
  return [`ERR_JWT_CLAIM_VALIDATION_FAILED ${claim}`]
}
