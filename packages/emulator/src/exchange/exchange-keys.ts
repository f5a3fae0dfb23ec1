import { CountersignError } from '@countersign/core'
import { readSigningKey, type SigningKey, type SigningKeyPem } from '../issuers/signing-key.js'

/** `first`: one certificate. `both`: the new one signs, the old one is still published. `second`: the old one is gone. */
export const EXCHANGE_KEY_STAGES = ['first', 'both', 'second'] as const

export type ExchangeKeyStage = (typeof EXCHANGE_KEY_STAGES)[number]

/**
 * The keys of the Exchange server, each with a self-signed certificate. As with the platform's, the second is made
 * beforehand, so that a service can list the thumbprints of both at start.
 */
export class ExchangeKeys {
  readonly #keys: readonly [SigningKey, SigningKey]
  #stage: ExchangeKeyStage

  constructor(keys: readonly [SigningKey, SigningKey], stage: ExchangeKeyStage = 'first') {
    this.#keys = keys
    this.#stage = stage
  }

  get stage(): ExchangeKeyStage {
    return this.#stage
  }

  /** The key that signs now. */
  get current(): SigningKey {
    return this.#stage === 'first' ? this.#keys[0] : this.#keys[1]
  }

  /** What the metadata document shows now. */
  get published(): readonly SigningKey[] {
    switch (this.#stage) {
      case 'first':
        return [this.#keys[0]]
      case 'both':
        return this.#keys
      case 'second':
        return [this.#keys[1]]
    }
  }

  /** RFC 7638 thumbprints of both keys, published or not. */
  get thumbprints(): readonly string[] {
    return this.#keys.map((key) => key.thumbprint)
  }

  /** Goes one stage on: publishes the new certificate and signs with it, then drops the old one, then changes nothing. */
  rollOver(): ExchangeKeyStage {
    this.#stage = this.#stage === 'first' ? 'both' : 'second'
    return this.#stage
  }
}

/** Reads the keys of a data folder. @throws CountersignError ERR_EMULATOR_DATA_FOLDER */
export function openExchangeKeys(
  pems: readonly [SigningKeyPem, SigningKeyPem],
  stage: ExchangeKeyStage,
): ExchangeKeys {
  try {
    return new ExchangeKeys([readSigningKey(pems[0]), readSigningKey(pems[1])], stage)
  } catch (error) {
    throw new CountersignError(
      'ERR_EMULATOR_DATA_FOLDER',
      'An Exchange key of the data folder cannot be read.',
      { cause: error },
    )
  }
}
