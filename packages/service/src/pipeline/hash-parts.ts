import { hash } from 'node:crypto'

/** Bytes of the length before each part. */
const LENGTH_BYTES = 4

/**
 * SHA-256 in base64url over the parts, each behind its length in bytes: no two different lists give the same
 * input, whatever characters the parts hold.
 */
export function hashParts(parts: readonly string[]): string {
  let size = 0
  for (const part of parts) size += LENGTH_BYTES + Buffer.byteLength(part, 'utf8')
  // One buffer and one call: four of these stand between a press and the ledger.
  const input = Buffer.allocUnsafe(size)
  let at = 0
  for (const part of parts) {
    const length = input.write(part, at + LENGTH_BYTES, 'utf8')
    input.writeUInt32BE(length, at)
    at += LENGTH_BYTES + length
  }
  return hash('sha256', input, 'base64url')
}
