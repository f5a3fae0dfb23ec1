/** RFC 8601 section 2.7, as far as it is used here. */
export type AuthenticationResult =
  'pass' | 'fail' | 'softfail' | 'neutral' | 'policy' | 'none' | 'temperror' | 'permerror'

/** One DKIM signature (RFC 6376) and what became of it. */
export interface DkimSignature {
  /** `d=`, lower-cased. */
  readonly domain: string
  readonly selector: string
  /** `a=`, e.g. `rsa-sha256`. */
  readonly algorithm: string
  readonly result: AuthenticationResult
  /** Why it is not `pass`. */
  readonly comment?: string
  /** The organisational domain of `d=` equals that of From. */
  readonly aligned: boolean
  /** Names in `h=`, lower-cased, one entry per field covered. */
  readonly coveredHeaders: readonly string[]
  /** Modulus length, when the key was fetched. */
  readonly keyBits?: number
}

export interface DkimVerdict {
  /** `pass` when an aligned signature that covers what counts passes; otherwise the most telling result. */
  readonly result: AuthenticationResult
  readonly signatures: readonly DkimSignature[]
}

export interface SpfVerdict {
  readonly result: AuthenticationResult
  /** The domain that was asked: of MAIL FROM, or of HELO for an empty MAIL FROM (RFC 7208 section 2.4). */
  readonly domain: string
  readonly aligned: boolean
  readonly comment?: string
}

export interface DmarcVerdict {
  readonly result: AuthenticationResult
  /** The domain whose record was used. */
  readonly domain: string
  /** `none`, `quarantine` or `reject`, when there is a record. */
  readonly policy?: string
}

export interface MailAuthentication {
  readonly dkim: DkimVerdict
  readonly spf: SpfVerdict
  readonly dmarc: DmarcVerdict
}
