import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { createBoundedMap } from '../jose/bounded-map.js'
import { MAX_LIFETIME_SECONDS } from './check-claims.js'
import type { LimitedRoot } from './limited-roots.js'

/** Seconds: a sealing key is retired after 30 days. */
export const EPOCH_SECONDS = 30 * 24 * 60 * 60
/** Seals per key: with random IVs, a collision stays below 2^-35 (NIST SP 800-38D section 8.3). */
export const MAX_SEALS = 2 ** 31

const KEY_BYTES = 32
const INSTANCE_BYTES = 9
const MAX_OPENING_KEYS = 1024
const MAX_EPOCHS = Math.ceil(MAX_LIFETIME_SECONDS / EPOCH_SECONDS) + 1
const PURPOSE = 'countersign limited-purpose token, v1'

/** `<rootId>.<epoch>.<instance>`; the instance is random per process, so that each counts its own seals. */
const KEY_ID = /^([A-Za-z0-9_-]{1,32})\.(0|[1-9][0-9]{0,8})\.([A-Za-z0-9_-]{12})$/

export interface SealingKey {
  readonly kid: string
  readonly epoch: number
  readonly key: KeyObject
}

export interface SealingKeysOptions {
  readonly roots: readonly LimitedRoot[]
  readonly service: string
  readonly maxSeals?: number
}

/** Derives the keys that seal and open, by HKDF (RFC 5869) from root, service, epoch and instance. */
export class SealingKeys {
  readonly #roots: ReadonlyMap<string, KeyObject>
  readonly #newestRoot: string
  readonly #service: string
  readonly #maxSeals: number
  readonly #opened = createBoundedMap<string, SealingKey>(MAX_OPENING_KEYS)
  #current: SealingKey | undefined
  #seals = 0

  constructor({ roots, service, maxSeals = MAX_SEALS }: SealingKeysOptions) {
    this.#roots = new Map(roots.map(({ id, secret }) => [id, createSecretKey(secret)]))
    this.#newestRoot = roots[0]?.id ?? ''
    this.#service = service
    this.#maxSeals = maxSeals
  }

  /** The key for one more seal in an epoch. */
  useForSealing(epoch: number): SealingKey {
    if (this.#current?.epoch !== epoch || this.#seals >= this.#maxSeals) {
      const instance = randomBytes(INSTANCE_BYTES).toString('base64url')
      this.#current = this.#derive(this.#newestRoot, epoch, instance)
      this.#seals = 0
    }
    this.#seals++
    return this.#current
  }

  /**
   * The key that a kid names.
   *
   * @throws CountersignError ERR_LIMITED_KEY_ID, ERR_LIMITED_KEY_RETIRED
   */
  findForOpening(kid: string, currentEpoch: number): SealingKey {
    const key = this.#opened.get(kid) ?? this.#readKeyId(kid)
    if (key.epoch > currentEpoch + 1) throw new CountersignError('ERR_LIMITED_KEY_ID')
    if (key.epoch < currentEpoch - MAX_EPOCHS) throw new CountersignError('ERR_LIMITED_KEY_RETIRED')
    return key
  }

  /** Kept only after a token opened with it: made-up instances must not fill the memory. */
  rememberForOpening(key: SealingKey): void {
    this.#opened.set(key.kid, key)
  }

  #readKeyId(kid: string): SealingKey {
    const [, rootId, epoch, instance] = KEY_ID.exec(kid) ?? []
    if (rootId === undefined || epoch === undefined || instance === undefined || !this.#roots.has(rootId))
      throw new CountersignError('ERR_LIMITED_KEY_ID')
    return this.#derive(rootId, Number(epoch), instance)
  }

  #derive(rootId: string, epoch: number, instance: string): SealingKey {
    const root = this.#roots.get(rootId)
    if (root === undefined) throw new CountersignError('ERR_LIMITED_KEY_ID')
    // JSON keeps the parts apart: no two lists of strings have one spelling.
    const info = JSON.stringify([PURPOSE, this.#service, rootId, epoch, instance])
    const bytes = Buffer.from(hkdfSync('sha256', root, '', info, KEY_BYTES))
    return { kid: `${rootId}.${String(epoch)}.${instance}`, epoch, key: createSecretKey(bytes) }
  }
}

/** The epoch that a time falls into, in seconds since 1970. */
export function epochOf(seconds: number): number {
  return Math.floor(seconds / EPOCH_SECONDS)
}
