import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isGuid } from '../../src/tokens/guid.js'

/** RFC 9562 section 4 in one spelling: what isGuid is a quicker way to ask. */
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const good = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'

describe('isGuid', () => {
  it('takes the one spelling', () => {
    assert.equal(isGuid(good), true)
    assert.equal(isGuid('00000000-0000-0000-0000-000000000000'), true)
    for (let i = 0; i < 100; i++) assert.equal(isGuid(randomUUID()), true)
  })

  it('refuses every other spelling, and what is no text', () => {
    for (const value of [
      '',
      good.toUpperCase(),
      `{${good}}`,
      `${good}\n`,
      good.replaceAll('-', ''),
      good.slice(1),
      `-${good.slice(1)}`,
      good.replace('7d7a', '7d7g'),
      // Characters far beyond the table, and one whose low byte is a digit's.
      good.replace('7d7a', '7d7\u{ff41}'),
      good.replace('7d7a', '7d7\u0161'),
      good.replace('-0f0e-', '0-f0e-'),
      undefined,
      null,
      36,
      [good],
      Object.assign(new String(good)),
    ])
      assert.equal(isGuid(value), false, JSON.stringify(value))
  })

  it('judges each changed character as the regular expression does', () => {
    fc.assert(
      fc.property(fc.nat(35), fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }), (at, other) => {
        const value = good.slice(0, at) + other + good.slice(at + other.length)
        assert.equal(isGuid(value), GUID.test(value))
      }),
    )
    for (let at = 0; at < good.length; at++)
      for (let unit = 0; unit < 0x180; unit++) {
        const value = good.slice(0, at) + String.fromCharCode(unit) + good.slice(at + 1)
        assert.equal(isGuid(value), GUID.test(value), JSON.stringify(value))
      }
  })
})
