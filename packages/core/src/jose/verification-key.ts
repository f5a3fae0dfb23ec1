import { createPublicKey, type KeyObject } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '../errors/index.js'
import { isKeyId } from './key-id.js'
import { checkRsaKey } from './rsa-key-rules.js'

/** A public key that passed every rule, bound to its one algorithm. Made by {@link createVerificationKey}. */
export class VerificationKey {
  readonly #checked = true
  readonly key: KeyObject
  readonly alg = 'RS256'
  readonly kid?: string

  constructor(key: KeyObject, kid?: string) {
    if (key.type === 'secret') throw new CountersignError('ERR_KEY_PRIVATE')
    this.key = key.type === 'private' ? createPublicKey(key) : key
    checkRsaKey(this.key)
    if (kid !== undefined) {
      if (!isKeyId(kid)) throw new CountersignError('ERR_TOKEN_KEY_ID')
      this.kid = kid
    }
    Object.freeze(this)
  }

  /** False for anything that only looks like a checked key. */
  static isChecked(value: object): value is VerificationKey {
    return #checked in value
  }
}

/**
 * Checks a key once, so that every later check of a signature can rely on it. A private key is reduced to
 * its public part.
 *
 * @throws CountersignError ERR_KEY_UNSUPPORTED, ERR_KEY_WEAK, ERR_KEY_PRIVATE (a symmetric key), ERR_TOKEN_KEY_ID
 */
export function createVerificationKey(key: KeyObject, kid?: string): VerificationKey {
  return new VerificationKey(key, kid)
}

const verificationKeys = new WeakMap<KeyObject, VerificationKey>()

/** The checked form of either kind of key; a bare KeyObject is checked once and remembered. */
export function toVerificationKey(key: VerificationKey | KeyObject): VerificationKey {
  if (VerificationKey.isChecked(key)) return key
  if (!('asymmetricKeyType' in key))
    throw new CountersignTypeError('ERR_KEY_UNREADABLE', 'key must be a KeyObject or a VerificationKey')
  const known = verificationKeys.get(key)
  if (known !== undefined) return known
  const checked = createVerificationKey(key)
  verificationKeys.set(key, checked)
  return checked
}
