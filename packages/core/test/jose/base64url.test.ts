import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeBase64url, encodeBase64url } from '../../src/jose/index.js'
import { isCanonicalSegment, isPlainAscii } from '../../src/jose/canonical-base64url.js'

const refused = { code: 'ERR_TOKEN_ENCODING' }

/** The check of the hot path, put together as its callers do. */
function isAcceptedByFastCheck(text: string): boolean {
  return isPlainAscii(text) && isCanonicalSegment(text, Buffer.from(text, 'base64url').length)
}

/** One spelling per value, found out the slow way. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text
}

/** Text that is nearly base64url: one thing put wrong. */
const nearlyBase64url = fc
  .tuple(
    fc.uint8Array({ maxLength: 40 }),
    fc.nat(60),
    fc.constantFrom(
      '',
      '=',
      '==',
      '+',
      '/',
      ' ',
      '\n',
      '\0',
      '.',
      'A',
      'B',
      '_',
      '-',
      '\u0141',
      '\u012D',
      '\u00C1',
      '\uFF21',
    ),
  )
  .map(([bytes, at, insert]) => {
    const text = Buffer.from(bytes).toString('base64url')
    return text.slice(0, at) + insert + text.slice(at)
  })

describe('base64url', () => {
  it('takes back what it made, bytes and text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.deepEqual(decodeBase64url(encodeBase64url(bytes)), Buffer.from(bytes))
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(decodeBase64url(encodeBase64url(text)).toString(), Buffer.from(text).toString())
      }),
    )
  })

  it('encodes a view, not the buffer behind it', () => {
    assert.equal(encodeBase64url(new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4)), 'AQID')
  })

  it('T07: refuses padding, + and /, white space, NUL, spare bits, impossible lengths and wide characters', () => {
    for (const text of [
      'QQ==',
      'QQ=',
      'ab+_',
      'ab/_',
      'QU I',
      'QUI\n',
      '\tQUI',
      'QU\0I',
      'QR',
      'QUJ',
      'A',
      'QUJDR',
      'Q\u0141',
      'Q\u00e1QQ',
      'QQ.',
    ])
      assert.throws(() => decodeBase64url(text), refused, JSON.stringify(text))
  })

  it('T07: accepts exactly the canonical spelling, as does the check of the hot path', () => {
    fc.assert(
      fc.property(nearlyBase64url, (text) => {
        const canonical = isCanonical(text)
        assert.equal(isAcceptedByFastCheck(text), canonical)
        if (canonical) assert.equal(encodeBase64url(decodeBase64url(text)), text)
        else assert.throws(() => decodeBase64url(text), refused)
      }),
      { numRuns: 5000 },
    )
  })

  it('T07: the hot path refuses every single foreign character, anywhere', () => {
    for (let code = 0; code < 0x300; code++) {
      const character = String.fromCharCode(code)
      const allowed = /^[A-Za-z0-9_-]$/.test(character)
      for (const text of [`${character}AAA`, `AA${character}AAAAA`, `AAAAA${character}AA`])
        assert.equal(
          isAcceptedByFastCheck(text),
          allowed,
          `U+${code.toString(16)} in ${JSON.stringify(text)}`,
        )
    }
  })
})
