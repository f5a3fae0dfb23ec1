import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'

/** The RFC 7638 thumbprint of the public part of an RSA key: SHA-256, base64url. */
export function computeKeyThumbprint(key: KeyObject): string {
  const { kty, n, e } = exportPublicJwk(key)
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
}

/** The public part of an RSA key, whichever part is given; never more (RFC 7518 section 6.3.1). */
export function exportPublicJwk(key: KeyObject): { kty: 'RSA'; n: string; e: string } {
  if (key.asymmetricKeyType !== 'rsa') throw new CountersignError('ERR_KEY_UNSUPPORTED')
  const { kty, n, e } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new CountersignError('ERR_KEY_UNSUPPORTED')
  return { kty, n, e }
}
