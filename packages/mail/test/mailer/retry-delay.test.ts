import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { computeRetryDelay } from '../../src/mailer/retry-delay.js'

describe('computeRetryDelay', () => {
  it('doubles up to its cap, and never waits less than half of it', () => {
    const options = { retryDelayMs: 1_000, maxRetryDelayMs: 30_000 }
    const between = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.nat({ max: 2_000 }), between, (attempt, random) => {
        const whole = Math.min(30_000, 1_000 * 2 ** attempt)
        const delay = computeRetryDelay(attempt, { ...options, random: () => random })
        assert.ok(delay >= whole / 2 && delay <= whole, delay.toString())
      }),
    )
  })
})
