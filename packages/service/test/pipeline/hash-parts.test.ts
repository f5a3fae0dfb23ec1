import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hashParts } from '../../src/pipeline/hash-parts.js'

describe('hashParts', () => {
  it('L02: no two lists of parts give one hash, whatever separator the parts imitate', () => {
    const length = (text: string): string => String.fromCharCode(0, 0, 0, text.length)
    for (const [one, other] of [
      [
        ['ab', 'c'],
        ['a', 'bc'],
      ],
      [['a', 'b'], ['a\0\0\0\0b']],
      [['a', 'b'], [`a${length('b')}b`]],
      [['a', ''], ['a']],
      [
        ['a', '', 'b'],
        ['a', 'b', ''],
      ],
      [['\u00e9'], ['e\u0301']],
    ])
      assert.notEqual(hashParts(one ?? []), hashParts(other ?? []), JSON.stringify([one, other]))
    const part = fc.string({ unit: fc.constantFrom('\0', 'a', '\u0001', '\u00e9'), maxLength: 6 })
    const parts = fc.array(part, { maxLength: 4 })
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        assert.equal(hashParts(one) === hashParts(other), JSON.stringify(one) === JSON.stringify(other))
      }),
      { numRuns: 5_000 },
    )
  })
})
