import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { extractCards } from '../../../src/cards/index.js'
import { readVector } from '../read-vector.js'
import { extractWithParse5 } from './extract-with-parse5.js'

const JWS = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
const signed = (text = JWS, tag = 'div'): string =>
  `<section itemscope itemtype="http://schema.org/SignedAdaptiveCard"><${tag} itemprop="signedAdaptiveCard">${text}</${tag}></section>`
const unsigned = (text = '{}'): string => `<script type="application/adaptivecard+json">${text}</script>`
const found = (text = JWS): object => ({ form: 'signed', entity: 'AdaptiveCard', text })

describe('extractCards', () => {
  it('finds the vendor’s signed sample in the vendor’s markup', () => {
    assert.deepEqual(extractCards(readVector('cards/signed-mail.html')), [
      { form: 'signed', entity: 'AdaptiveCard', text: readVector('signed-card-doc-sample.jws').trim() },
    ])
  })

  it('B08: finds every card, signed and unsigned, in the order of the source', () => {
    assert.deepEqual(
      extractCards(readVector('cards/two-cards.html')).map(({ form }) => form),
      ['unsigned', 'signed'],
    )
    assert.equal(extractCards(signed('a.b.c') + unsigned() + signed('d.e.f')).length, 3)
    assert.equal(extractCards(signed().repeat(1000)).length, 16)
  })

  it('B08: finds no card in comment, title, style, attribute, textarea or another script', () => {
    assert.deepEqual(extractCards(readVector('cards/hidden-cards.html')), [])
  })

  it('recognises the legacy entities, and no other linked data', () => {
    const legacy = signed().replaceAll('AdaptiveCard', 'MessageCard')
    assert.deepEqual(extractCards(legacy), [{ form: 'signed', entity: 'MessageCard', text: JWS }])
    const script = (text: string): string => `<script type='application/ld+json'>${text}</script>`
    const card = '{"@type": "MessageCard", "text": "hello"}'
    assert.deepEqual(extractCards(script(card)), [{ form: 'unsigned', entity: 'MessageCard', text: card }])
    assert.deepEqual(extractCards(script('{"@type":"EmailMessage"}')), [])
  })

  it('asks for the item around the property', () => {
    assert.deepEqual(extractCards(`<div itemprop="signedAdaptiveCard">${JWS}</div>`), [])
    assert.deepEqual(extractCards(signed().replace('itemscope', '')), [])
    assert.deepEqual(extractCards(signed().replace('itemprop', 'itemprop="x" itemprop')), [])
    assert.deepEqual(extractCards(`<div itemscope>${signed()}</div>`), [found()])
    const inner = `<section itemscope itemtype="http://schema.org/SignedAdaptiveCard"><p itemscope><b itemprop="signedAdaptiveCard">x</b></p></section>`
    assert.deepEqual(extractCards(inner), [])
  })

  for (const [what, html] of [
    ['upper-case names', signed().replace('section', 'SECTION').replace('itemprop=', 'ITEMPROP=')],
    ['single quotes', signed().replaceAll('"', "'")],
    ['no quotes', signed().replaceAll('"', '')],
    ['spaces around the equals sign', signed().replaceAll('=', ' \n=\t ')],
    [
      'references in attributes',
      signed().replaceAll('http:', 'http&colon;').replaceAll('schema', '&#115;&#x63;hema'),
    ],
    ['references in the text', signed(JWS.replace('.', '&period;').replace('e', '&#101'))],
    ['a comment in the text', signed(JWS.replace('.', '.<!-- x -->'))],
    ['markup in the text', signed(`<b>${JWS}</b><br>`)],
    ['white space around', signed(`\r\n  ${JWS}\t\n`)],
    ['an https item type beside another', signed().replace('http:', 'https://example.org/x https:')],
    ['a slash in the tag', signed().replace('<div ', '<div/')],
    ['a missing end tag', signed().replace('</div></section>', '')],
    ['a tag the end cuts off', `${signed()}<p title="`],
    ['a comment of two dashes before', `<!-->${signed()}<!-- -->`],
    ['a comment that ends with an exclamation mark', `<!-- x --!>${signed()}`],
    ['a processing instruction', `<?xml version="1.0"?>${signed()}`],
    ['an escaped script before', `<script><!--<script></script>--></script>${signed()}`],
    ['an end tag that does not reach out of the div', `<span>${signed(JWS.replace('.', '</span>.'))}</span>`],
    [
      'a repeated attribute, of which the first counts',
      signed().replace('itemprop=', 'itemprop="signedAdaptiveCard" itemprop="x" data-x='),
    ],
    ['a noscript around', `<noscript>${signed()}</noscript>`],
  ] as const)
    it(`reads the card through ${what}`, () => {
      assert.deepEqual(extractCards(html), [found()])
      assert.deepEqual(extractWithParse5(html), [found()])
    })

  it('leaves out the newline that the markup of some elements begins with', () => {
    for (const element of ['textarea', 'pre', 'listing'])
      for (const newline of ['\n', '\r\n', '&#10;']) {
        const html = signed(`a<${element}>${newline}${newline}b</${element}>c`)
        assert.deepEqual(extractCards(html), [found('a\nbc')])
        assert.deepEqual(extractWithParse5(html), [found('a\nbc')])
      }
  })

  it('agrees with parse5 on what is markup', () => {
    fc.assert(
      fc.property(html, (source) => {
        assert.deepEqual(extractCards(source), extractWithParse5(source).slice(0, 16))
      }),
      { numRuns: 20_000 },
    )
  })

  it('takes no time that grows faster than the text', () => {
    const size = 200_000
    for (const piece of [
      '<',
      '<a ',
      '<!--',
      '<div>',
      '</x>',
      '&',
      '<script>',
      '<a "',
      '<div itemprop=x>',
      '{',
      '<a b=c ',
    ])
      assert.deepEqual(extractCards(piece.repeat(size / piece.length)), [])
    assert.deepEqual(extractCards('<div>'.repeat(40_000) + '</p>'.repeat(40_000)), [])
  })

  it('refuses HTML beyond its limit', () => {
    assert.throws(() => extractCards(' '.repeat(8 * 1024 * 1024 + 1)), { code: 'ERR_CARD_HTML_SIZE' })
  })
})

/** Pieces whose meaning depends on what is before them. No p, a, b, table, select, template, svg: those need a tree. */
const piece = fc.constantFrom(
  ...['<section itemscope itemtype="http://schema.org/SignedAdaptiveCard">', '</section>', '<section>'],
  ...[
    '<div itemprop="signedAdaptiveCard">',
    "<div itemprop='x signedadaptivecard'>",
    '</div>',
    '<div>',
    '<div',
    '>',
  ],
  ...[
    '<script type="application/adaptivecard+json">',
    '<script>',
    '</script>',
    '</script ',
    '</scripty>',
    '<script ',
  ],
  ...[
    '<style>',
    '</style>',
    '<textarea>',
    '</textarea>',
    '<title>',
    '</title>',
    '<xmp>',
    '</xmp>',
    '<iframe>',
    '</iframe/',
  ],
  ...[
    '<!--',
    '-->',
    '--!>',
    '--',
    '->',
    '<!',
    '<!-->',
    '<!--->',
    '<?',
    '</',
    '</>',
    '<!doctype html>',
    '<![CDATA[',
    ']]>',
  ],
  ...[
    '"',
    "'",
    '=',
    ' ',
    '/',
    '\n',
    '\r\n',
    '<',
    '&amp;',
    '&lt;',
    '&lt',
    '&#60;',
    '&#x3c',
    '&amp',
    '&sol;',
    '&period;',
    '&#128;',
  ],
  ...[
    'a',
    'itemprop="signedAdaptiveCard"',
    ' title="',
    '{"a":1}',
    'eyJ.e30.x',
    '<br>',
    '<img src="',
    '<span>',
    '</span>',
  ],
)
const html = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
