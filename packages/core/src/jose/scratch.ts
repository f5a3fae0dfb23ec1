/** Bytes; every token of the usual size fits. */
const SCRATCH_BYTES = 32 * 1024

const shared = Buffer.allocUnsafeSlow(SCRATCH_BYTES)

/**
 * Room for bytes that are looked at and let go before anything else runs, so that a token costs no
 * allocation. Only for code that neither awaits nor calls back between filling and reading.
 */
export function borrowScratch(bytes: number): Buffer {
  return bytes <= SCRATCH_BYTES ? shared : Buffer.allocUnsafe(bytes)
}
