import assert from 'node:assert/strict'
import { ServerResponse, IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { MAX_STATUS_TEXT_LENGTH, sanitizeStatusText } from '../../src/actions/index.js'

describe('sanitizeStatusText', () => {
  it('keeps plain and Latin-1 text', () => {
    for (const text of ['Recorded.', 'Für Zoë: erledigt (100 %)', '"quoted" & <b>']) {
      assert.equal(sanitizeStatusText(text), text)
    }
  })

  it('spells out what Latin-1 lacks', () => {
    assert.equal(sanitizeStatusText('“Don’t” – wait… 5 €'), '"Don\'t" - wait... 5 EUR')
    assert.equal(sanitizeStatusText('Čeština ő'), 'Cestina o')
    assert.equal(sanitizeStatusText('完了 ✓'), '?? ?')
  })

  it('O01: removes CR, LF and every other line break', () => {
    const text = sanitizeStatusText('a\r\nSet-Cookie: x=1\u2028b\u2029c\u0085d\u0000e\u200bf\u202eg')
    assert.equal(text, 'a Set-Cookie: x=1 b c d efg')
  })

  it('O01: cuts over-long text', () => {
    const text = sanitizeStatusText('x'.repeat(10_000))
    assert.equal(text.length, MAX_STATUS_TEXT_LENGTH)
    assert.ok(text.endsWith('...'))
  })

  it('O01: whatever the text, the result is a header value on one line that Node sends', () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 900 })), (text) => {
        const safe = sanitizeStatusText(text)
        assert.match(safe, /^[\x20-\x7e\xa1-\xff]*$/)
        assert.ok(safe.length <= MAX_STATUS_TEXT_LENGTH)
        response.setHeader('CARD-ACTION-STATUS', safe)
        new Headers({ 'card-action-status': safe })
        assert.equal(sanitizeStatusText(safe), safe)
      }),
    )
  })
})
