import type { KeyObject } from 'node:crypto'

export interface DkimOptions {
  /** `d=`: the domain of the From address, or one above it. Another one is refused, since no receiver would count its signature as the sender's. */
  readonly domain: string
  /** `s=`: the key is published as TXT at `<selector>._domainkey.<domain>`. */
  readonly selector: string
  /** RSA (from 1,024 bits, better 2,048; rsa-sha256) or Ed25519 (ed25519-sha256, RFC 8463), PEM or private KeyObject. */
  readonly key: KeyObject | string
}
