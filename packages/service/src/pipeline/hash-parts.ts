import { hash } from 'node:crypto'

/** Bytes of the length before each part. */
const LENGTH_BYTES = 4
/** Most bytes of UTF-8 for one UTF-16 unit. */
const UNIT_BYTES = 3

/** Filled and read in one go: four of these hashes stand between a press and the ledger, and none is longer as a rule. */
const scratch = Buffer.allocUnsafeSlow(4096)

/**
 * SHA-256 in base64url over the parts, each behind its length in bytes: no two different lists give the same
 * input, whatever characters the parts hold.
 */
export function hashParts(parts: readonly string[]): string {
  let most = 0
  for (const part of parts) most += LENGTH_BYTES + part.length * UNIT_BYTES
  const input = most <= scratch.length ? scratch : Buffer.allocUnsafe(most)
  let at = 0
  for (const part of parts) {
    const length = input.write(part, at + LENGTH_BYTES, 'utf8')
    input.writeUInt32BE(length, at)
    at += LENGTH_BYTES + length
  }
  return hash('sha256', input.subarray(0, at), 'base64url')
}
