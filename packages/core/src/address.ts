import { CountersignError } from './errors/index.js'

/** RFC 5321 section 4.5.3.1.3: a path is at most 256 octets, of which two are the angle brackets. */
const MAX_ADDRESS_LENGTH = 254
/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART_LENGTH = 64

/** RFC 5322 dot-atom before the `@`, RFC 1035 labels of at most 63 characters after it; ASCII only. */
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * The one form in which addresses are compared: the whole address in ASCII lower case.
 *
 * Nothing else is folded. Plus-tags and dots stay (they may be other people's mailboxes), and anything outside
 * ASCII is refused instead of mapped, because Unicode case and width mappings turn look-alikes into equals
 * (`K` KELVIN SIGN lower-cases to `k`). Quoted local parts, address literals, display names and white space are
 * refused; an internationalised domain must be in its A-label form (`xn--…`).
 *
 * @throws CountersignError `ERR_TOKEN_ADDRESS`
 */
export function normalizeAddress(address: string): string {
  if (typeof address !== 'string' || address.length > MAX_ADDRESS_LENGTH || !isAscii(address)) {
    throw new CountersignError('ERR_TOKEN_ADDRESS')
  }
  const folded = address.toLowerCase()
  if (folded.indexOf('@') > MAX_LOCAL_PART_LENGTH || !ADDRESS.test(folded)) {
    throw new CountersignError('ERR_TOKEN_ADDRESS')
  }
  return folded
}

/** Checked before lower-casing: afterwards some foreign letters have become ASCII. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7e) return false
  }
  return true
}
