/**
 * The mail as a string of bytes (latin1), every line ended by CRLF. Verification and parsing start from this one
 * text, so that they cannot disagree on where a line, a header section or a part ends.
 */
export function normalizeLineEnds(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  return bytes.replace(/\r?\n/g, '\r\n')
}
