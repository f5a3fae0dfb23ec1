const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * The first half of a strict check that is cheap enough for every request: Node's decoder cuts wide
 * characters down to a byte and takes `+` and `/` for `-` and `_`; afterwards neither can be there.
 */
export function isPlainAscii(text: string): boolean {
  // Only ASCII takes one byte per character in UTF-8.
  return Buffer.byteLength(text, 'utf8') === text.length && !text.includes('+') && !text.includes('/')
}

/**
 * The second half, for a segment of text that {@link isPlainAscii} passed and the bytes that Node made of
 * it: the decoder skips foreign characters, which leaves too few bytes, and ignores spare bits.
 */
export function isCanonicalSegment(segment: string, byteLength: number): boolean {
  const { length } = segment
  if (byteLength !== (length * 3) >>> 2) return false
  switch (length % 4) {
    case 0:
      return true
    case 2:
      return (ALPHABET.indexOf(segment.charAt(length - 1)) & 0b1111) === 0
    case 3:
      return (ALPHABET.indexOf(segment.charAt(length - 1)) & 0b11) === 0
    default:
      return false
  }
}
