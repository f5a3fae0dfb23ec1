/** Caps on what is read of one mail. A mail over a cap is delivered without its card. */

/** Bytes of the whole mail, header and body. */
export const MAX_MAIL_BYTES = 10 * 1024 * 1024
/** Lines of the whole mail: postal-mime takes some 10 µs for each, however short. 10 MiB of base64 have 140,000. */
export const MAX_MAIL_LINES = 200_000
/** Bytes of one header section. */
export const MAX_HEADER_BYTES = 128 * 1024
/** Fields in one header section. */
export const MAX_HEADER_FIELDS = 500
/** Multiparts inside multiparts. */
export const MAX_MIME_DEPTH = 10
/** Parts of all levels together. */
export const MAX_MIME_PARTS = 200
/** Addresses in To and Cc together. */
export const MAX_RECIPIENTS = 500
/** DKIM signatures that are looked at, those of From's own domain first. */
export const MAX_DKIM_SIGNATURES = 5
/** Bits of a DKIM key's modulus: RFC 8301 section 3.2. */
export const MIN_DKIM_KEY_BITS = 1024
/** DNS look-ups for one mail, over all mechanisms. */
export const MAX_DNS_LOOKUPS = 60
/** Seconds that another clock may be ahead of ours. */
export const CLOCK_SKEW_SECONDS = 300
/** Seconds after which no action is possible: "a month" in the vendor's FAQ. */
export const MAX_MESSAGE_AGE_SECONDS = 30 * 24 * 60 * 60
/** Seconds that may lie between the signing of a card and its mail's Date. */
export const MAX_SIGNING_GAP_SECONDS = 24 * 60 * 60
