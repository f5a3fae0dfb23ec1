import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hashParts } from '../../src/pipeline/hash-parts.js'

/** Written the slow way; ledgers on disk hold what it gives. */
function hashStepByStep(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return hash.digest('base64url')
}

describe('hashParts', () => {
  it('is SHA-256 over length and UTF-8 of each part, whatever characters they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        assert.equal(hashParts(parts), hashStepByStep(parts))
      }),
    )
    for (const parts of [
      ['\ud800', 'ü', ''],
      [],
      // Around the length that is hashed without an allocation, in UTF-16 units and in bytes.
      ...[1360, 1364, 1365, 4092, 4096, 100_000].flatMap((length) => [
        ['x'.repeat(length)],
        ['€'.repeat(length), 'y'],
      ]),
    ])
      assert.equal(hashParts(parts), hashStepByStep(parts))
  })

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
