import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { embedSignedCard, extractCards, findAmbiguousElement } from '../../../src/cards/index.js'
import { extractWithParse5 } from './extract-with-parse5.js'

const ITEM = '<section itemscope itemtype="http://schema.org/SignedAdaptiveCard">'
const HOLDER = '<div itemprop="signedAdaptiveCard">'
const SIGNED = `${ITEM}${HOLDER}aaa.bbb.ccc</div></section>`
const UNSIGNED = '<script type="application/adaptivecard+json">{"a":1}</script>'

/** Pieces whose meaning depends on the tree around them. */
const piece = fc.constantFrom(
  ...[SIGNED, UNSIGNED, ITEM, HOLDER, '</section>', '</div>', '<meta itemprop="signedAdaptiveCard">', 'text'],
  ...[
    'svg',
    'math',
    'template',
    'select',
    'p',
    'a',
    'b',
    'title',
    'style',
    'textarea',
    'xmp',
    'iframe',
    'noembed',
  ]
    .concat(['noscript', 'noframes', 'form', 'object', 'button', 'li', 'body', 'head', 'desc', 'script'])
    .flatMap((name) => [`<${name}>`, `</${name}>`]),
  ...[
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</table>',
    '<option>',
    '<frameset>',
    '<plaintext>',
    '<br>',
    '<mi>',
  ],
  ...['<annotation-xml encoding="text/html">', '<foreignObject>', '<template shadowrootmode=open>'],
  ...['<!--', '-->', '--!>', '<!-->', '<![CDATA[', ']]>', '<img alt="', '">', "<x y='", "'>"],
)

/** What a whole parser sees and we do not. */
function listUnseen(html: string): string[] {
  const seen = extractCards(html).map((card) => JSON.stringify(card))
  return extractWithParse5(html)
    .map((card) => JSON.stringify(card))
    .filter((card) => {
      const at = seen.indexOf(card)
      if (at >= 0) seen.splice(at, 1)
      return at < 0
    })
}

describe('findAmbiguousElement', () => {
  for (const [name, html, element] of [
    ['a card in SVG style', `<svg><style>${UNSIGNED}</style></svg>${SIGNED}`, 'svg'],
    ['a card in an SVG script', `<svg><script>${UNSIGNED}</script></svg>${SIGNED}`, 'svg'],
    ['a card in MathML text', `<math><xmp>${UNSIGNED}</xmp></math>${SIGNED}`, 'math'],
    ['a card behind a CDATA section', `<svg><![CDATA[>${UNSIGNED}]]></svg>${SIGNED}`, 'svg'],
    ['raw text in a select', `<select><title>${UNSIGNED}</title></select>`, 'select'],
    ['an item in a paragraph', `<p>${ITEM}</p><meta itemprop="signedAdaptiveCard">`, 'p'],
    ['an item in a head', `<head>${ITEM}</head><meta itemprop="signedAdaptiveCard">`, 'head'],
    ['an item in a body', `<body>${ITEM}</body><meta itemprop="signedAdaptiveCard">`, 'body'],
    [
      'an item around a table',
      `${ITEM}<table></section></table><meta itemprop="signedAdaptiveCard">`,
      'table',
    ],
    ['an item in a form', `<form>${ITEM}</form>${HOLDER}x</div>`, 'form'],
    ['a card in a template', `<template>${SIGNED}</template>`, 'template'],
  ] as const) {
    it(`B08: names ${name}`, () => {
      assert.equal(findAmbiguousElement(html), element)
    })
  }

  for (const [name, html] of [
    ['what we embed', embedSignedCard('<html><body><p>Hello</p></body></html>', 'aaa.bbb.ccc')],
    ['a layout of tables', `<table><tr><td><p>Hello<p>there</td></tr></table>${SIGNED}`],
    ['a picture in SVG before the card', `<svg><path d="M0 0"/></svg>${SIGNED}`],
    ['head matter', `<head><title>x</title><style>p{}</style>${UNSIGNED}</head><p><div>y</div></p>`],
    ['elements left open', `<body><div><p>x<div>y</p></body>${SIGNED}`],
  ] as const) {
    it(`finds nothing in ${name}`, () => {
      assert.equal(findAmbiguousElement(html), undefined)
      assert.deepEqual(listUnseen(html), [])
    })
  }

  it('B08: where it finds nothing, a whole parser sees no card that we do not see', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const html = pieces.join('')
        // Several cards are refused as it is.
        if (findAmbiguousElement(html) === undefined && extractCards(html).length < 2)
          assert.deepEqual(listUnseen(html), [])
      }),
      { numRuns: 3_000 },
    )
  })
})
