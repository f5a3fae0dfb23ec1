import type { DirectoryUser } from '../directory/directory-user.js'

/** `substrate-connector` is the shape without a sender, for cards posted to a channel (PROTOCOL 3.1). */
export type TokenProfile = 'entra-v1' | 'entra-v2' | 'substrate' | 'substrate-connector'

/** What the issuer is asked to write into one action token. */
export interface TokenOrder {
  readonly profile: TokenProfile
  readonly audience: string
  /** `scp` of an Entra token: words separated by spaces. */
  readonly scope: string
  readonly user: DirectoryUser
  /** The address that becomes `sub` of a `substrate` mail token. */
  readonly address: string
  /** The name that becomes `upn` or `preferred_username`. */
  readonly principalName: string
  /** `sender` of a `substrate` mail token. */
  readonly sender: string
  /** Milliseconds since 1970: the moment of issue. */
  readonly issuedAt: number
  /** Seconds from issue to `exp`; default 900 for substrate, 4,500 for entra. */
  readonly lifetimeSeconds?: number
}
