const LENGTH = 36
const DIGITS = 32
/** By code unit: 1 for a hexadecimal digit in lower case. */
const IS_DIGIT = Uint8Array.from({ length: 0x80 }, (_, unit) =>
  '0123456789abcdef'.includes(String.fromCharCode(unit)) ? 1 : 0,
)

/**
 * A GUID as the platform writes it: lower case, hyphens, no braces. One spelling, so that equal ids are equal text. Counted and
 * not matched: a regular expression takes three times as long, and every token has a GUID or two.
 */
export function isGuid(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== LENGTH) return false
  if (value[8] !== '-' || value[13] !== '-' || value[18] !== '-' || value[23] !== '-') return false
  let digits = 0
  for (let at = 0; at < LENGTH; at++) digits += IS_DIGIT[value.charCodeAt(at)] ?? 0
  return digits === DIGITS
}
