import { createCipheriv, randomBytes, type KeyObject } from 'node:crypto'
import { CountersignTypeError } from '../errors/index.js'
import { IV_BYTES, TAG_BYTES } from './aes-gcm.js'
import { encodeJweHeader } from './jwe-header.js'
import { isKeyId } from './key-id.js'

export interface SealJweOptions {
  /** A secret key of 32 bytes. One key seals at most 2^31 times: the IV is random (NIST SP 800-38D section 8.3). */
  readonly key: KeyObject
  readonly kid: string
  /** Default `JOSE` (RFC 7515 section 4.1.9). */
  readonly typ?: string
}

/**
 * A compact JWE with `dir` and `A256GCM` (RFC 7516 section 3.1, RFC 7518 sections 4.5 and 5.3): five
 * segments, the second one empty.
 *
 * @throws CountersignTypeError ERR_LIMITED_CLAIMS for unusable options
 */
export function sealCompactJwe(plaintext: string | Uint8Array, options: SealJweOptions): string {
  const { key, kid, typ = 'JOSE' } = options
  const problems: string[] = []
  if (key.type !== 'secret' || key.symmetricKeySize !== 32)
    problems.push('key must be a secret key of 32 bytes')
  if (!isKeyId(kid)) problems.push('kid has characters that a key id may not have')
  if (problems.length > 0) throw new CountersignTypeError('ERR_LIMITED_CLAIMS', problems)
  const header = encodeJweHeader(kid, typ)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(header, 'latin1'))
  const ciphertext = Buffer.concat([
    typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext),
    cipher.final(),
  ])
  const segments = [iv, ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))
  return `${header}..${segments.join('.')}`
}
