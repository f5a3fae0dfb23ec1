import assert from 'node:assert/strict'
import { setImmediate as tick } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { CountersignError } from '../../src/errors/index.js'
import { createVerificationKey, type VerificationKey } from '../../src/jose/index.js'
import { DEFAULT_ISSUER_LIMITS as limits } from '../../src/issuers/issuer-limits.js'
import { createKeyCache, type KeyCache } from '../../src/issuers/key-cache.js'
import type { KeySet } from '../../src/issuers/key-set.js'
import { refusalCode } from '../refusal-code.js'
import { keyA, keyB } from './rsa-keys.js'

const a = createVerificationKey(keyA.privateKey)
const b = createVerificationKey(keyB.privateKey)
const START = 1_800_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const setOf = (keys: Record<string, VerificationKey>, refused: string[] = []): KeySet<VerificationKey> => ({
  usable: new Map(Object.entries(keys)),
  refused: new Set(refused),
})

interface Bench {
  readonly cache: KeyCache<VerificationKey>
  time: number
  loads: number
  /** What the next loads give. */
  answer: () => Promise<KeySet<VerificationKey>>
  readonly failures: unknown[]
}

function setUp(answer: () => Promise<KeySet<VerificationKey>>): Bench {
  const failures: unknown[] = []
  const bench: Bench = {
    time: START,
    loads: 0,
    answer,
    failures,
    cache: createKeyCache({
      load: () => {
        bench.loads += 1
        return bench.answer()
      },
      now: () => bench.time,
      limits,
      onRefreshFailed: (error) => failures.push(error),
    }),
  }
  return bench
}

const failing = (): Promise<KeySet<VerificationKey>> =>
  Promise.reject(new CountersignError('ERR_ISSUER_NETWORK'))
const giving = (keys: KeySet<VerificationKey>) => (): Promise<KeySet<VerificationKey>> =>
  Promise.resolve(keys)

describe('createKeyCache', () => {
  it('gives a promise on the first use and the key itself afterwards', async () => {
    const bench = setUp(giving(setOf({ a })))
    const first = bench.cache.find('a')
    assert.ok(first instanceof Promise)
    assert.equal(await first, a)
    assert.equal(bench.cache.find('a'), a)
    assert.equal(bench.loads, 1)
  })

  it('K11: has one load in flight, whoever asks', async () => {
    const bench = setUp(giving(setOf({ a })))
    const found = await Promise.allSettled(
      Array.from({ length: 50 }, async (_, i) => bench.cache.find(i % 2 === 0 ? 'a' : `x${i}`)),
    )
    assert.equal(bench.loads, 1)
    assert.equal(found.filter((result) => result.status === 'fulfilled').length, 25)
  })

  it('K11: a flood of unknown kids causes at most one load per cool-down and evicts no good key', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    for (let minute = 0; minute < 20; minute++) {
      for (let i = 0; i < 50; i++) {
        assert.equal(
          await refusalCode(() => bench.cache.find(`flood-${minute}-${i}`)),
          'ERR_ISSUER_KEY_UNKNOWN',
        )
        assert.equal(bench.cache.find('a'), a)
      }
      bench.time += MINUTE
    }
    assert.equal(bench.loads, 4)
  })

  it('picks up a new key once the cool-down is over', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    bench.answer = giving(setOf({ a, b }))
    bench.time += limits.coolDownMs - 1
    assert.equal(await refusalCode(() => bench.cache.find('b')), 'ERR_ISSUER_KEY_UNKNOWN')
    bench.time += 1
    assert.equal(await bench.cache.find('b'), b)
  })

  it('refreshes in the background after an hour, while the old key is still given at once', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    bench.answer = giving(setOf({ b }))
    bench.time += HOUR
    assert.equal(bench.cache.find('a'), a)
    await tick()
    assert.equal(bench.loads, 2)
    assert.equal(bench.cache.find('b'), b)
    assert.equal(await refusalCode(() => bench.cache.find('a')), 'ERR_ISSUER_KEY_UNKNOWN')
  })

  it('K10: keeps the last known good for 24 hours, trying once per cool-down, and then closes', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    bench.answer = failing
    for (let elapsed = 0; elapsed <= 24 * HOUR; elapsed += MINUTE) {
      bench.time = START + elapsed
      assert.equal(bench.cache.find('a'), a)
      await tick()
    }
    const loads = bench.loads
    assert.ok(loads <= 1 + 23 * 12 + 1, `${loads} loads`)
    assert.equal(bench.failures.length, loads - 1)
    bench.time = START + 24 * HOUR + 1
    assert.equal(await refusalCode(() => bench.cache.find('a')), 'ERR_ISSUER_UNAVAILABLE')
    bench.answer = giving(setOf({ a }))
    bench.time += limits.retryAfterMs
    assert.equal(await bench.cache.find('a'), a)
  })

  it('K10: with no keys at hand a failure refuses, says why, and is not repeated at once', async () => {
    const bench = setUp(failing)
    for (let i = 0; i < 20; i++) {
      await assert.rejects(async () => bench.cache.find('a'), {
        code: 'ERR_ISSUER_UNAVAILABLE',
        details: { reason: 'ERR_ISSUER_NETWORK' },
      })
    }
    assert.equal(bench.loads, 1)
    bench.time += limits.retryAfterMs
    assert.equal(await refusalCode(() => bench.cache.find('a')), 'ERR_ISSUER_UNAVAILABLE')
    assert.equal(bench.loads, 2)
  })

  it('K10: a failed load for an unknown kid leaves the good keys in use', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    bench.answer = failing
    bench.time += limits.coolDownMs
    assert.equal(await refusalCode(() => bench.cache.find('b')), 'ERR_ISSUER_UNAVAILABLE')
    assert.equal(bench.cache.find('a'), a)
  })

  it('K10: a clock that is set back, or has no value, opens nothing for ever', async () => {
    const bench = setUp(giving(setOf({ a })))
    await bench.cache.find('a')
    bench.answer = failing
    bench.time = START - 1000 * HOUR
    assert.equal(bench.cache.find('a'), a)
    bench.time += 24 * HOUR + 1
    assert.equal(await refusalCode(() => bench.cache.find('a')), 'ERR_ISSUER_UNAVAILABLE')
    const other = setUp(giving(setOf({ a })))
    await other.cache.find('a')
    other.time = Number.NaN
    assert.equal(await refusalCode(() => other.cache.find('a')), 'ERR_ISSUER_UNAVAILABLE')
  })

  it('T11: a token without kid gets the only key, and none where there are several', async () => {
    const one = setUp(giving({ ...setOf({ a }), sole: a }))
    assert.equal(await one.cache.find(undefined), a)
    const several = setUp(giving(setOf({ a, b })))
    assert.equal(await refusalCode(() => several.cache.find(undefined)), 'ERR_TOKEN_KEY_ID')
    assert.equal(await refusalCode(() => several.cache.find(undefined)), 'ERR_TOKEN_KEY_ID')
    assert.equal(several.loads, 1)
  })

  it('K04: a published key that must not be used is refused without a load', async () => {
    const bench = setUp(giving(setOf({ a }, ['foreign'])))
    await bench.cache.find('a')
    bench.time += limits.coolDownMs
    assert.equal(await refusalCode(() => bench.cache.find('foreign')), 'ERR_ISSUER_KEY_REFUSED')
    assert.equal(bench.loads, 1)
  })

  it('O05: neither a failing refresh nor a failing observer rejects beside the answer', async () => {
    const stray: unknown[] = []
    const onStray = (error: unknown): void => void stray.push(error)
    process.on('unhandledRejection', onStray)
    let time = START
    let answer: () => Promise<KeySet<VerificationKey>> = giving(setOf({ a }))
    const cache = createKeyCache({
      load: () => answer(),
      now: () => time,
      limits,
      onRefreshFailed: () => {
        throw new Error('the observer failed')
      },
    })
    await cache.find('a')
    answer = failing
    time += HOUR
    assert.equal(cache.find('a'), a)
    await tick()
    await tick()
    process.off('unhandledRejection', onStray)
    assert.deepEqual(stray, [])
  })
})
