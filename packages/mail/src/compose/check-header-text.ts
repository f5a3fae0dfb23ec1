/** Characters of one header text: with the longest header name in front, one unfolded line stays below 998 octets. */
export const HEADER_TEXT_MAX = 900

/** Says what is wrong with a text that becomes part of a header, or nothing (RFC 5322 section 2.2). */
export function findHeaderTextProblem(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'is not a string'
  if (text.length > HEADER_TEXT_MAX) return `is longer than ${HEADER_TEXT_MAX.toString()} characters`
  // U+2028, U+2029 and the C1 controls end a line for some readers; a header has one line.
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text)) return 'holds a line break or a control character'
  if (/\p{Cs}/u.test(text)) return 'holds half of a surrogate pair'
  return undefined
}
