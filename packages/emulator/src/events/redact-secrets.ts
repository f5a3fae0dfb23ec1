/** A JOSE header is JSON that starts with `{"`, so its base64url starts with `eyJ`. */
const JOSE_TEXT = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,2}/g
const LONG_OPAQUE = /[A-Za-z0-9_-]{48,}/g

/**
 * Takes every compact JWS or JWE and every long opaque value out of a text before it is shown or logged. Limited-purpose
 * tokens travel in the URL, so a URL is as secret as a header.
 */
export function redactSecrets(text: string): string {
  return text.replace(JOSE_TEXT, '[redacted]').replace(LONG_OPAQUE, '[redacted]')
}
