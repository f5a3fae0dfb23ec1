import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeAnswer, encodeAnswer } from '../../src/sqlite/answer-encoding.js'

describe('answer encoding', () => {
  it('gives back every answer as it was, and never hands a driver a text that it would change', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('\0', '\ud800', '🎉'))
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.array(fc.tuple(text, text), { maxLength: 4 }),
        text,
        (status, headers, body) => {
          const encoded = encodeAnswer({ status, headers, body })
          for (const stored of [encoded.head, encoded.body ?? '']) {
            assert.equal(stored.includes('\0'), false)
            assert.equal(Buffer.from(stored, 'utf8').toString('utf8'), stored)
          }
          assert.deepEqual(decodeAnswer(encoded.head, encoded.body), { status, headers, body })
        },
      ),
    )
  })
})
