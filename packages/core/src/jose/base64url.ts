import { CountersignError } from '../errors/index.js'

/** Bytes, or text as UTF-8, to base64url without padding (RFC 7515 section 2). */
export function encodeBase64url(bytes: Uint8Array | string): string {
  return typeof bytes === 'string'
    ? Buffer.from(bytes, 'utf8').toString('base64url')
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/**
 * Strict canonical base64url to bytes: one spelling per value, so no padding, no `+` or `/`, no white
 * space, no spare bits (RFC 4648 section 3.5).
 *
 * @throws CountersignError ERR_TOKEN_ENCODING
 */
export function decodeBase64url(text: string): Buffer {
  const bytes = tryDecodeBase64url(text)
  if (bytes === undefined) throw new CountersignError('ERR_TOKEN_ENCODING')
  return bytes
}

/** As {@link decodeBase64url}, with undefined for what it refuses: the caller has its own code for it. */
export function tryDecodeBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  // Node's decoder takes both alphabets, skips what is foreign and cuts wide characters down to a byte.
  // Encoding again is the cheapest test that leaves nothing of this.
  return bytes.toString('base64url') === text ? bytes : undefined
}
