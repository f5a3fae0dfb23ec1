/** RFC 7518 section 5.3 fixes both. Node would take others when decrypting. */
export const IV_BYTES = 12
export const TAG_BYTES = 16
