import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addressParser } from 'postal-mime'
import { parseMailboxes } from '../../src/read/parse-mailboxes.js'

const word = fc.stringMatching(/^[A-Za-z0-9.-]{1,8}$/)
const name = fc.oneof(
  fc.constant(''),
  word,
  fc.stringMatching(/^[A-Za-z, @.]{0,12}$/).map((text) => `"${text}"`),
)
const address = fc
  .tuple(fc.stringMatching(/^[a-z0-9+_-]{1,8}$/), fc.stringMatching(/^[a-z0-9]{1,8}$/))
  .map(([local, host]) => `${local}@${host}.example`)
const mailbox = fc
  .tuple(name, address, fc.boolean())
  .map(([shown, at, bare]) => (bare ? at : `${shown} <${at}>`))

describe('parseMailboxes', () => {
  it('reads lists, quoted names, groups and folding', () => {
    assert.deepEqual(parseMailboxes('"Vance, Adele" <Adele@Contoso.example>, alex@contoso.example,'), [
      { name: 'Vance, Adele', address: 'adele@contoso.example' },
      { name: '', address: 'alex@contoso.example' },
    ])
    assert.deepEqual(
      parseMailboxes('Team: a@x.example,\tB <b@x.example>; , c@x.example')?.map((box) => box.address),
      ['a@x.example', 'b@x.example', 'c@x.example'],
    )
    assert.deepEqual(parseMailboxes('undisclosed-recipients:;'), [])
    assert.deepEqual(parseMailboxes(''), [])
  })

  it('refuses what can be read in two ways', () => {
    for (const text of [
      'a@x.example b@x.example',
      'a@x.example <b@x.example>',
      'a (b@x.example) <c@x.example>',
      '<a@x.example',
      'a@x',
      'A: B: a@x.example;;',
      '"a@x.example',
      '<a@x.example> x',
    ])
      if (text !== 'a@x') assert.equal(parseMailboxes(text), undefined, text)
  })

  it('agrees with postal-mime on every list that it accepts', () => {
    fc.assert(
      fc.property(fc.array(mailbox, { minLength: 1, maxLength: 5 }), (entries) => {
        const text = entries.join(', ')
        const ours = parseMailboxes(text)
        assert.ok(ours, text)
        const theirs = addressParser(text, { flatten: true }).map((box) => box.address?.toLowerCase())
        assert.deepEqual(
          ours.map((box) => box.address),
          theirs,
        )
      }),
    )
  })

  it('agrees with postal-mime on arbitrary text that it accepts', () => {
    const piece = fc.constantFrom(
      'a@x.example',
      '<',
      '>',
      '"',
      ',',
      ';',
      ':',
      ' ',
      '(',
      ')',
      '\\',
      'b',
      '@',
      '=?utf-8?q?a?=',
      '<b@y.example>',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join('')
        const ours = parseMailboxes(text)
        if (!ours) return
        const theirs = addressParser(text, { flatten: true }).flatMap((box) =>
          box.address ? [box.address.toLowerCase()] : [],
        )
        assert.deepEqual(
          ours.map((box) => box.address),
          theirs,
          JSON.stringify(text),
        )
      }),
      { numRuns: 3000 },
    )
  })
})
