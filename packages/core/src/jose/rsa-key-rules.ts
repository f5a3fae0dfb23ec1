import { createPublicKey, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'

/** Bits; NIST SP 800-131A and RFC 7518 section 3.3. */
export const MIN_RSA_BITS = 2048
/** Bits; a larger key only makes each check slow. */
export const MAX_RSA_BITS = 8192
const MAX_RSA_EXPONENT = 2n ** 32n - 1n

const passed = new WeakSet<KeyObject>()

/**
 * The rules for every RSA key, public or private, however it came.
 *
 * @throws CountersignError ERR_KEY_UNSUPPORTED (not RSA), ERR_KEY_WEAK
 */
export function checkRsaKey(key: KeyObject): void {
  if (passed.has(key)) return
  // 'rsa-pss' is another type: such a key must not sign RS256.
  if (key.asymmetricKeyType !== 'rsa') throw new CountersignError('ERR_KEY_UNSUPPORTED')
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {}
  if (modulusLength < MIN_RSA_BITS)
    throw new CountersignError(
      'ERR_KEY_WEAK',
      `The RSA key has ${String(modulusLength)} bits; 2048 is the least.`,
    )
  if (modulusLength > MAX_RSA_BITS)
    throw new CountersignError(
      'ERR_KEY_WEAK',
      `The RSA key has ${String(modulusLength)} bits; 8192 is the most.`,
    )
  if (publicExponent < 3n || publicExponent % 2n === 0n || publicExponent > MAX_RSA_EXPONENT)
    throw new CountersignError('ERR_KEY_WEAK', "The RSA key's public exponent is unusable; 65537 is usual.")
  if (isModulusEven(key))
    throw new CountersignError(
      'ERR_KEY_WEAK',
      "The RSA key's modulus is even, so it is no product of two primes.",
    )
  passed.add(key)
}

function isModulusEven(key: KeyObject): boolean {
  const { n = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  return ((Buffer.from(n, 'base64url').at(-1) ?? 0) & 1) === 0
}
