import { createDecipheriv, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { TAG_BYTES } from './aes-gcm.js'

export interface A256gcmInput {
  readonly key: KeyObject
  /** Additional authenticated data: the ASCII of the protected header's segment (RFC 7516 section 5.2). */
  readonly aad: Buffer
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
}

/**
 * AES-256-GCM as RFC 7518 section 5.3 has it.
 *
 * @throws CountersignError ERR_LIMITED_SEAL
 */
export function decryptA256gcm({ key, aad, iv, ciphertext, tag }: A256gcmInput): Buffer {
  // Without authTagLength, Node takes tags of 4 bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  const plaintext = decipher.update(ciphertext)
  try {
    decipher.final()
  } catch {
    throw new CountersignError('ERR_LIMITED_SEAL')
  }
  return plaintext
}
