import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseStrictJson } from '../../src/jose/index.js'

describe('parseStrictJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // fast-check makes __proto__ members now and then; those are refused by their own test.
        fc.pre(!text.includes('__proto__'))
        assert.deepEqual(parseStrictJson(text), JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  it('reads names and brackets inside strings as text', () => {
    assert.deepEqual(parseStrictJson('{"a":"{\\"a\\":[","b":["a","a"],"c":{"a":"\\\\"}}'), {
      a: '{"a":[',
      b: ['a', 'a'],
      c: { a: '\\' },
    })
  })

  it('T09: refuses duplicate members, however they are spelled and however deep', () => {
    for (const text of [
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '[{"b":{"a":[],"c":1,"a":2}}]',
      '{"a":{"x":1},"b":2,"a":3}',
    ])
      assert.throws(() => parseStrictJson(text), { code: 'ERR_JSON_DUPLICATE_MEMBER' }, text)
  })

  it('T09: refuses a duplicate wherever it is put into an object', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        (names, from, to) => {
          fc.pre(!names.includes('__proto__'))
          const members = names.map((name) => `${JSON.stringify(name)}:[{}]`)
          const twice = members[from % members.length] ?? ''
          members.splice(to % (members.length + 1), 0, twice)
          assert.throws(() => parseStrictJson(`{${members.join(' ,\n')}}`), {
            code: 'ERR_JSON_DUPLICATE_MEMBER',
          })
        },
      ),
    )
  })

  it('T09: refuses nesting bombs, and counts levels exactly', () => {
    const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    assert.deepEqual(parseStrictJson(nest(3), { maxDepth: 3 }), [[[]]])
    assert.throws(() => parseStrictJson(nest(4), { maxDepth: 3 }), { code: 'ERR_JSON_TOO_DEEP' })
    assert.throws(() => parseStrictJson(nest(100_000)), { code: 'ERR_JSON_TOO_DEEP' })
    assert.throws(() => parseStrictJson('{"a":'.repeat(100) + '1' + '}'.repeat(100)), {
      code: 'ERR_JSON_TOO_DEEP',
    })
    assert.doesNotThrow(() => parseStrictJson(`[${'[],'.repeat(500)}{}]`))
  })

  it('T10: refuses a member named __proto__, escaped or not', () => {
    for (const text of ['{"__proto__":{}}', '[{"a":{"\\u005f_proto__":1}}]'])
      assert.throws(() => parseStrictJson(text), { code: 'ERR_JSON_MEMBER_NAME' }, text)
  })

  it('T08: refuses text over the limit before it is parsed', () => {
    assert.throws(() => parseStrictJson('x'.repeat(11), { maxLength: 10 }), { code: 'ERR_JSON_TOO_LARGE' })
  })

  it('refuses what is not JSON, and does not quote it', () => {
    for (const text of ['', '{', '{"secret":}', '\uFEFF{}', "{'a':1}", '[1,]', 'undefined', '01'])
      assert.throws(
        () => parseStrictJson(text),
        (error: Error) =>
          'code' in error &&
          error.code === 'ERR_JSON_SYNTAX' &&
          error.cause === undefined &&
          !error.message.includes('secret'),
        JSON.stringify(text),
      )
  })
})
