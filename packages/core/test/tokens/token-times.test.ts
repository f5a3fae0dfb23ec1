import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkTokenTimes } from '../../src/tokens/token-times.js'
import { refusalCode } from '../refusal-code.js'

const NOW = 1_800_000_000
const rule = { clockSkewSeconds: 300, maxLifetimeSeconds: 3600 }
const judge = (json: string): Promise<string> =>
  refusalCode(() => checkTokenTimes(JSON.parse(json) as Record<string, unknown>, NOW, rule))

describe('checkTokenTimes', () => {
  it('M01: refuses exp or iat that is absent, a string, negative, huge or not a number', async () => {
    for (const wrong of ['"1800000100"', '-1', '1e999', '-1e999', '1e15', 'null', 'true', '[]', '{}']) {
      assert.equal(await judge(`{"iat":${NOW},"exp":${wrong}}`), 'ERR_TOKEN_TIME', wrong)
      assert.equal(await judge(`{"exp":${NOW + 100},"iat":${wrong}}`), 'ERR_TOKEN_TIME', wrong)
      assert.equal(await judge(`{"iat":${NOW},"exp":${NOW + 100},"nbf":${wrong}}`), 'ERR_TOKEN_TIME', wrong)
    }
    assert.equal(await judge(`{"iat":${NOW}}`), 'ERR_TOKEN_TIME')
    assert.equal(await judge(`{"exp":${NOW + 100}}`), 'ERR_TOKEN_TIME')
    assert.equal(await judge(`{"iat":${NOW},"exp":${NOW}}`), 'ERR_TOKEN_TIME')
  })

  it('M01 M02 M03 M05: accepts exactly the window that the rule describes', () => {
    const second = fc.integer({ min: NOW - 5000, max: NOW + 5000 })
    fc.assert(
      fc.property(second, second, fc.option(second, { nil: undefined }), (iat, exp, nbf) => {
        const wanted =
          exp > NOW - 300 &&
          iat <= NOW + 300 &&
          (nbf === undefined || nbf <= NOW + 300) &&
          exp > iat &&
          exp - iat <= 3600
        let accepted = true
        try {
          checkTokenTimes({ iat, exp, nbf }, NOW, rule)
        } catch {
          accepted = false
        }
        assert.equal(accepted, wanted)
      }),
      { numRuns: 2000 },
    )
  })

  it('M02: a clock without a value refuses', async () => {
    const claims = { iat: NOW, exp: NOW + 100 }
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(await refusalCode(() => checkTokenTimes(claims, now, rule)), 'ERR_TOKEN_EXPIRED')
    }
    assert.equal(
      await refusalCode(() => checkTokenTimes(claims, Number.NEGATIVE_INFINITY, rule)),
      'ERR_TOKEN_NOT_YET_VALID',
    )
  })
})
