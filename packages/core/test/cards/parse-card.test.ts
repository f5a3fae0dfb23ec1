import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CARD_MAX_LENGTH, parseCard } from '../../src/cards/index.js'
import { exampleCard } from './example-card.js'
import { readVector } from './read-vector.js'

describe('parseCard', () => {
  it('reads what JSON.stringify wrote, with or without a byte order mark', () => {
    const text = JSON.stringify(exampleCard())
    assert.deepEqual(parseCard(text), exampleCard())
    assert.deepEqual(parseCard(`\uFEFF${text}`), exampleCard())
    assert.equal(parseCard(readVector('cards/vendor-flight.json')).version, '1.0')
  })

  it('T09: refuses duplicate members, nesting bombs and members named __proto__', () => {
    const bomb = `{"type":"AdaptiveCard","body":${'['.repeat(1000)}${']'.repeat(1000)}}`
    for (const text of [
      readVector('cards/duplicate-member.json'),
      '{"type":"AdaptiveCard","type":"AdaptiveCard"}',
      '{"type":"AdaptiveCard","\\u0074ype":"x"}',
      '{"type":"AdaptiveCard","body":[{"__proto__":{}}]}',
      bomb,
    ])
      assert.throws(() => parseCard(text), { code: 'ERR_CARD_UNREADABLE' })
  })

  it('refuses what is no JSON, and says so without repeating it', () => {
    assert.throws(
      () => parseCard('{"token":"sEcReT"'),
      (error: Error & { code: string }) =>
        error.code === 'ERR_CARD_UNREADABLE' && !error.message.includes('sEcReT'),
    )
  })

  it('refuses what is no Adaptive Card', () => {
    for (const text of [
      'null',
      '[]',
      '"AdaptiveCard"',
      '{}',
      '{"type":"adaptivecard"}',
      '{"@type":"MessageCard"}',
    ])
      assert.throws(() => parseCard(text), { code: 'ERR_CARD_TYPE' })
  })

  it('T08: refuses a text over the limit before reading it', () => {
    assert.throws(() => parseCard('['.repeat(CARD_MAX_LENGTH + 1)), { code: 'ERR_CARD_SIZE' })
  })

  it('throws nothing but coded refusals', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.throws(() => parseCard(text), { name: 'CountersignError' })
      }),
    )
  })
})
