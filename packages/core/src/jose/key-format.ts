/** How a key is written: PEM, JWK (RFC 7517), .NET's RSAKeyValue XML, or an X.509 certificate (PEM or base64 DER). */
export type KeyFormat = 'pem' | 'jwk' | 'xml' | 'x509'

/** Characters of a key's text; an 8192-bit private key takes 13,000. */
export const MAX_KEY_TEXT_LENGTH = 64 * 1024

/** The format that a text seems to be in. Whether it really is, its reader finds out. */
export function detectKeyFormat(text: string): KeyFormat {
  if (text.startsWith('{')) return 'jwk'
  if (text.startsWith('<')) return 'xml'
  if (text.includes('-----BEGIN CERTIFICATE-----') && !text.includes('KEY-----')) return 'x509'
  return text.includes('-----BEGIN ') ? 'pem' : 'x509'
}
