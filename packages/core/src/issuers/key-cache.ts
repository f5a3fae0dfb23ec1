import { CountersignError, isCodedError } from '../errors/index.js'
import type { IssuerLimits } from './issuer-limits.js'
import type { KeySet } from './key-set.js'

export interface KeyCacheOptions<Key> {
  readonly load: () => Promise<KeySet<Key>>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits: Pick<IssuerLimits, 'refreshAfterMs' | 'coolDownMs' | 'retryAfterMs' | 'lastKnownGoodMs'>
  readonly onRefreshFailed?: ((error: unknown) => void) | undefined
}

/** When keys are fetched, waited for, kept and dropped. What they are is not looked at here. */
export interface KeyCache<Key> {
  /**
   * The key with this id: at once when it is at hand, else a promise.
   *
   * @throws CountersignError `ERR_ISSUER_KEY_UNKNOWN`, `ERR_ISSUER_KEY_REFUSED`, `ERR_ISSUER_UNAVAILABLE`
   */
  readonly find: (kid: string | undefined) => Key | Promise<Key>
}

export function createKeyCache<Key extends object>(options: KeyCacheOptions<Key>): KeyCache<Key> {
  const { load, now, limits } = options
  let current: KeySet<Key> | undefined
  let loadedAt = 0
  let attemptedAt = Number.NEGATIVE_INFINITY
  let lastFailure: unknown
  let running: Promise<KeySet<Key>> | undefined

  /** One load at a time, whoever asks. */
  function refresh(time: number): Promise<KeySet<Key>> {
    running ??= run(time).finally(() => {
      running = undefined
    })
    return running
  }

  async function run(time: number): Promise<KeySet<Key>> {
    attemptedAt = time
    try {
      const loaded = await load()
      current = loaded
      loadedAt = time
      return loaded
    } catch (error) {
      lastFailure = error
      throw describeUnavailable(error)
    }
  }

  function refreshInBackground(time: number): void {
    refresh(time).catch((error: unknown) => {
      try {
        options.onRefreshFailed?.(error)
      } catch {
        // The observer's fault is not the token's.
      }
    })
  }

  function dropOutlived(time: number): void {
    // A clock that was set back must not make keys immortal: their age starts again.
    if (loadedAt > time) loadedAt = time
    if (!(time - loadedAt <= limits.lastKnownGoodMs)) current = undefined
  }

  function mayFetch(time: number): boolean {
    if (attemptedAt > time) attemptedAt = time
    return time - attemptedAt >= (current === undefined ? limits.retryAfterMs : limits.coolDownMs)
  }

  function find(kid: string | undefined): Key | Promise<Key> {
    const time = now()
    if (current !== undefined) dropOutlived(time)
    if (current !== undefined) {
      const key = lookUpKey(current, kid)
      if (key !== undefined) {
        if (running === undefined && time - loadedAt >= limits.refreshAfterMs && mayFetch(time)) {
          refreshInBackground(time)
        }
        return key
      }
    }
    if (running === undefined && !mayFetch(time)) {
      throw current === undefined
        ? describeUnavailable(lastFailure)
        : new CountersignError('ERR_ISSUER_KEY_UNKNOWN')
    }
    return refresh(time).then((keys) => requireKey(keys, kid))
  }

  return { find }
}

/** `undefined` only where a newer key set might have the key. */
export function lookUpKey<Key>(keys: KeySet<Key>, kid: string | undefined): Key | undefined {
  if (kid === undefined) {
    if (keys.sole !== undefined) return keys.sole
    throw new CountersignError('ERR_TOKEN_KEY_ID', 'The token names no key, and the issuer has several.')
  }
  const key = keys.usable.get(kid)
  if (key === undefined && keys.refused.has(kid)) throw new CountersignError('ERR_ISSUER_KEY_REFUSED')
  return key
}

export function requireKey<Key>(keys: KeySet<Key>, kid: string | undefined): Key {
  const key = lookUpKey(keys, kid)
  if (key === undefined) throw new CountersignError('ERR_ISSUER_KEY_UNKNOWN')
  return key
}

function describeUnavailable(cause: unknown): CountersignError {
  return isCodedError(cause)
    ? new CountersignError(
        'ERR_ISSUER_UNAVAILABLE',
        `The issuer's keys cannot be fetched: ${cause.message}`,
        {
          cause,
          details: { reason: cause.code },
        },
      )
    : new CountersignError('ERR_ISSUER_UNAVAILABLE', undefined, { cause })
}
