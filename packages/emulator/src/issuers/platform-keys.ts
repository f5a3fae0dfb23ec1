import { CountersignError } from '@countersign/core'
import { readSigningKey, type SigningKey, type SigningKeyPem } from './signing-key.js'

/**
 * The platform's keys. The second is made beforehand, so that a service can list the thumbprints of both at start and
 * still sees a key that it never met when the platform rotates.
 */
export class PlatformKeys {
  readonly #keys: readonly [SigningKey, SigningKey]
  #rotated: boolean

  constructor(keys: readonly [SigningKey, SigningKey], rotated = false) {
    this.#keys = keys
    this.#rotated = rotated
  }

  /** The key that signs now. */
  get current(): SigningKey {
    return this.#rotated ? this.#keys[1] : this.#keys[0]
  }

  /** What the key sets show now: after the rotation the old key stays, as with the real platform. */
  get published(): readonly SigningKey[] {
    return this.#rotated ? this.#keys : [this.#keys[0]]
  }

  /** RFC 7638 thumbprints of all keys, published or not yet. */
  get thumbprints(): readonly string[] {
    return this.#keys.map((key) => key.thumbprint)
  }

  get rotated(): boolean {
    return this.#rotated
  }

  /** Publishes the second key and signs with it from now on. A second call changes nothing. */
  rotate(): SigningKey {
    this.#rotated = true
    return this.current
  }
}

/** Reads the keys of a data folder. @throws CountersignError ERR_EMULATOR_DATA_FOLDER */
export function openPlatformKeys(
  pems: readonly [SigningKeyPem, SigningKeyPem],
  rotated: boolean,
): PlatformKeys {
  try {
    return new PlatformKeys([readSigningKey(pems[0]), readSigningKey(pems[1])], rotated)
  } catch (error) {
    throw new CountersignError(
      'ERR_EMULATOR_DATA_FOLDER',
      'A signing key of the data folder cannot be read.',
      {
        cause: error,
      },
    )
  }
}
