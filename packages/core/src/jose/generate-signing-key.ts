import { generateKeyPair, type KeyObject } from 'node:crypto'
import { CountersignTypeError } from '../errors/index.js'
import { MAX_RSA_BITS, MIN_RSA_BITS } from './rsa-key-rules.js'

export interface GenerateSigningKeyOptions {
  /** Bits of the modulus, 2048 (default) to 8192 in whole bytes. */
  readonly bits?: number
}

/** A new RSA private key with exponent 65537, made on the thread pool. */
export async function generateSigningKey(options: GenerateSigningKeyOptions = {}): Promise<KeyObject> {
  const bits = options.bits ?? MIN_RSA_BITS
  if (!Number.isInteger(bits) || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || bits % 8 !== 0)
    throw new CountersignTypeError('ERR_KEY_WEAK', 'bits must be 2048 to 8192, a multiple of 8')
  return new Promise((resolve, reject) => {
    generateKeyPair(
      'rsa',
      { modulusLength: bits, publicExponent: 0x10001 },
      (error, _publicKey, privateKey) => {
        if (error === null) resolve(privateKey)
        else reject(error)
      },
    )
  })
}
