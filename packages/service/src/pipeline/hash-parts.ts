import { createHash } from 'node:crypto'

/**
 * SHA-256 in base64url over the parts, each behind its length in bytes: no two different lists give the same
 * input, whatever characters the parts hold.
 */
export function hashParts(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  const length = Buffer.alloc(4)
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return hash.digest('base64url')
}
