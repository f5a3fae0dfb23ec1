import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readQueryValues } from '../../src/pipeline/read-query-values.js'

/** Pieces that mean something to a query, whole or next to each other. */
const piece = fc.constantFrom(
  'cst',
  'CST',
  'c',
  '=',
  '&',
  '?',
  '/',
  ';',
  '%',
  '%63',
  '%3D',
  '+',
  ' ',
  '#',
  '\t',
  'é',
  '.',
)
const query = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)

describe('the values of a parameter in a query', () => {
  it('are those that the general parser reads, whatever the query', () => {
    let plain = 0
    fc.assert(
      fc.property(query, (text) => {
        const target = new URL(`https://expenses.example/actions?${text}`)
        if (!/[%+]/.test(target.search)) plain++
        assert.deepEqual(readQueryValues(target, 'cst'), new URLSearchParams(target.search).getAll('cst'))
      }),
      { numRuns: 2000 },
    )
    assert.ok(plain > 200, `${String(plain)} of them without the general parser`)
  })

  it('are all of them, in their order', () => {
    const read = (search: string): string[] =>
      readQueryValues(new URL(`https://expenses.example/${search}`), 'cst')
    assert.deepEqual(read('?cst=a.b&x=1&cst=c&cst'), ['a.b', 'c', ''])
    assert.deepEqual(read('?%63st=a&cst=b+c'), ['a', 'b c'])
    assert.deepEqual(read('?xcst=a&cstx=b&=cst'), [])
    assert.deepEqual(read(''), [])
  })
})
