import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { canonicalizeInputs } from '../../src/pipeline/canonicalize-inputs.js'

describe('canonicalizeInputs', () => {
  it('is the same for the same fields in any order, and without the token', () => {
    const a = canonicalizeInputs({ b: '1', a: { y: 1, x: [2] } }, 'cst')
    assert.equal(canonicalizeInputs({ a: { x: [2], y: 1 }, cst: 'token', b: '1' }, 'cst'), a)
  })

  it('differs wherever the fields differ', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (a, b) => {
          const [one, two] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))] as [
            typeof a,
            typeof b,
          ]
          const same = canonicalizeInputs(one, 'no such field') === canonicalizeInputs(two, 'no such field')
          assert.equal(same, isDeepStrictEqual(one, two))
        },
      ),
    )
    for (const [a, b] of [
      [{ a: '1' }, { a: 1 }],
      [{ a: [] }, { a: {} }],
      [{ a: { members: [['x', 1]] } }, { a: { x: 1 } }],
    ]) {
      assert.notEqual(canonicalizeInputs(a ?? {}, 'cst'), canonicalizeInputs(b ?? {}, 'cst'))
    }
  })
})
