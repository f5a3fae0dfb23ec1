import type { JwsHeader } from './jws-header.js'

/** A compact JWS taken apart. Nothing in it is to be believed before its signature has been checked. */
export class DecodedJws {
  readonly header: JwsHeader
  readonly payload: Readonly<Record<string, unknown>>
  readonly signature: Buffer
  /** Whether a token with the same header passed before. */
  readonly isHeaderKnown: boolean
  // Private, so that no log or inspection of the object prints the token.
  readonly #token: string
  readonly #headerEnd: number
  readonly #payloadEnd: number

  /** Takes a whole token; use {@link decodeCompactJws}, which checks its form first. */
  constructor(token: string, headerEnd: number, payloadEnd: number, parts: DecodedParts) {
    this.#token = token
    this.#headerEnd = headerEnd
    this.#payloadEnd = payloadEnd
    this.header = parts.header
    this.payload = parts.payload
    this.signature = parts.signature
    this.isHeaderKnown = parts.isHeaderKnown
  }

  get headerSegment(): string {
    return this.#token.slice(0, this.#headerEnd)
  }

  /** What the signature covers: ASCII text (RFC 7515 section 5.1). */
  get signingInput(): string {
    return this.#token.slice(0, this.#payloadEnd)
  }

  get payloadBytes(): Buffer {
    return Buffer.from(this.#token.slice(this.#headerEnd + 1, this.#payloadEnd), 'base64url')
  }
}

interface DecodedParts {
  readonly header: JwsHeader
  readonly payload: Record<string, unknown>
  readonly signature: Buffer
  readonly isHeaderKnown: boolean
}
