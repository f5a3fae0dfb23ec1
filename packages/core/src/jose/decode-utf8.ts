import { isUtf8 } from 'node:buffer'

/** The text that the first `length` bytes are in UTF-8, by default all of them; undefined where they are none. */
export function decodeUtf8(bytes: Buffer, length = bytes.length): string | undefined {
  const text = bytes.toString('utf8', 0, length)
  // Whatever is no UTF-8 becomes U+FFFD, so that only text with that character needs the whole look.
  return text.includes('\uFFFD') && !isUtf8(bytes.subarray(0, length)) ? undefined : text
}
