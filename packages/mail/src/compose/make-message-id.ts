import { createHash, randomBytes } from 'node:crypto'
import { domainOf } from './check-address.js'

export interface MessageIdOptions {
  readonly key?: string | undefined
  readonly from: string
  readonly recipients: readonly string[]
}

/** Octets of the identifier's left side before encoding: collisions are out of reach. */
const ID_BYTES = 18

/** `<id@domain of the sender>`; with a key it is a hash over key, sender and recipients, else random. */
export function makeMessageId({ key, from, recipients }: MessageIdOptions): string {
  const id =
    key === undefined ? randomBytes(ID_BYTES) : hashParts([key, from, ...recipients]).subarray(0, ID_BYTES)
  return `<${id.toString('hex')}@${domainOf(from)}>`
}

/** RFC 5322 section 3.6.4, dot-atom on both sides; brackets are added where they are missing. */
export function normalizeMessageId(messageId: string): string | undefined {
  const bare = /^<(.*)>$/.exec(messageId)?.[1] ?? messageId
  return /^[\w!#$%&'*+/=?^`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,253}$/.test(bare) ? `<${bare}>` : undefined
}

/** Length-prefixed, so that no two lists of parts give the same bytes. */
export function hashParts(parts: readonly string[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part).toString()}:${part},`)
  return hash.digest()
}
