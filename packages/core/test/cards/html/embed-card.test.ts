import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { embedCard, embedSignedCard, extractCards } from '../../../src/cards/index.js'
import { exampleCard } from '../example-card.js'
import { extractWithParse5 } from './extract-with-parse5.js'

const JWS = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
const PAGE = '<!DOCTYPE html><html><head><title>x</title></head><body><p>Hello</p></body></html>\n'

describe('embedSignedCard', () => {
  it('writes the vendor’s markup at the end of the body', () => {
    const html = embedSignedCard(PAGE, JWS)
    assert.equal(
      html,
      PAGE.replace(
        '</body>',
        '<section itemscope itemtype="http://schema.org/SignedAdaptiveCard">' +
          '<meta itemprop="@context" content="http://schema.org/extensions"/>' +
          '<meta itemprop="@type" content="SignedAdaptiveCard"/>' +
          '<div itemprop="signedAdaptiveCard" style="mso-hide:all;display:none;max-height:0px;overflow:hidden;">' +
          `${JWS}</div></section></body>`,
      ),
    )
  })

  for (const html of [
    '',
    'plain text',
    '<p>fragment',
    '<html><p>x</html>',
    '<body>x<!-- </body> --></body>',
    '<BODY>x</BODY >',
  ])
    it(`embeds into ${JSON.stringify(html)} so that both parsers find it`, () => {
      const result = embedSignedCard(html, JWS)
      const expected = [{ form: 'signed', entity: 'AdaptiveCard', text: JWS }]
      assert.deepEqual(extractCards(result), expected)
      assert.deepEqual(extractWithParse5(result), expected)
    })

  it('B03: refuses what is no JWS, so that nothing breaks out of the element', () => {
    for (const jws of ['', 'a.b', 'a.b.c</div><script>', 'a.b.c d', '<!--.b.c', 'a.b.c\n'])
      assert.throws(() => embedSignedCard(PAGE, jws), { code: 'ERR_CARD_EMBED' })
  })

  it('B03: refuses HTML that would swallow the card', () => {
    for (const html of [
      '<!-- open',
      '<style>',
      '<script>',
      '<textarea>',
      '<p title="',
      '<plaintext>',
      '<script><!--<script></script>',
    ])
      assert.throws(() => embedSignedCard(html, JWS), { code: 'ERR_CARD_EMBED' })
  })

  it('B08: refuses HTML that has a card already', () => {
    const once = embedSignedCard(PAGE, JWS)
    assert.throws(() => embedSignedCard(once, JWS), { code: 'ERR_CARD_EMBED' })
    assert.throws(() => embedCard(once, exampleCard()), { code: 'ERR_CARD_EMBED' })
  })
})

describe('embedCard', () => {
  it('puts the script into the head', () => {
    assert.match(
      embedCard(PAGE, exampleCard()),
      /<title>x<\/title><script type="application\/adaptivecard\+json">\{.*\}<\/script><\/head>/,
    )
  })

  it('makes a head where there is none', () => {
    assert.match(
      embedCard('<!doctype html><html><body>x', exampleCard()),
      /^<!doctype html><html><head><script.*<body>x$/s,
    )
    assert.match(embedCard('<p>x', exampleCard()), /^<head><script.*<\/script><\/head><p>x$/s)
  })

  it('B03: card text cannot break out of the script', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.constantFrom(
          '</div>',
          '</script>',
          '</SCRIPT ',
          '<!--',
          '-->',
          '<script>',
          ']]>',
          '\u2028',
          '\u2029',
          '&lt;',
          '\\',
          '"',
          '</',
        ),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(nasty, (parts) => {
        const text = parts.join('')
        const html = embedCard(PAGE, exampleCard({ body: [{ type: 'TextBlock', text }] }))
        for (const extract of [extractCards, extractWithParse5]) {
          const [card, ...more] = extract(html)
          assert.equal(more.length, 0)
          assert.deepEqual(JSON.parse(card?.text ?? ''), exampleCard({ body: [{ type: 'TextBlock', text }] }))
        }
        assert.doesNotMatch(html, /[\u2028\u2029]/)
        assert.equal(html.match(/<\/script/gi)?.length, 1)
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses a card that JSON cannot express', () => {
    const card = { ...exampleCard(), lang: (() => 'en') as unknown as string }
    assert.throws(() => embedCard(PAGE, card), { code: 'ERR_CARD_NOT_JSON' })
  })
})
