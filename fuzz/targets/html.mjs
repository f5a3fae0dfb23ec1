import assert from 'node:assert/strict'
import fc from 'fast-check'
import { built, builtTest } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'
import { readVectors } from '../support/vectors.mjs'

const { embedSignedCard, extractCards, findAmbiguousElement } = await built('core', 'cards/index.js')
const { extractWithParse5 } = await builtTest('core', 'cards/html/extract-with-parse5.js')

const JWS = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
const MAX_CARDS = 16
const words = [
  ...[
    '<section itemscope itemtype="http://schema.org/SignedAdaptiveCard">',
    '<div itemprop="signedAdaptiveCard">',
    JWS,
  ],
  ...[
    '<script type="application/adaptivecard+json">',
    '<script type="application/ld+json">{"@type":"MessageCard"}',
  ],
  ...[
    '</section>',
    '</div>',
    '</script>',
    '<script>',
    '<!--',
    '-->',
    '--!>',
    '<!-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '</',
  ],
  ...[
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<textarea>',
    '<svg>',
    '</svg>',
    '<math>',
    '<table>',
    '<p>',
    '</p>',
  ],
  ...[
    '<template>',
    '<select>',
    '<form>',
    '</body>',
    '</html>',
    '</head>',
    '<body>',
    '<head>',
    '<plaintext>',
    '<noscript>',
  ],
  ...[
    '&amp;',
    '&lt',
    '&#60;',
    '&#x3c',
    '&sol;',
    '"',
    "'",
    '=',
    '/',
    '>',
    '<',
    '\0',
    ' itemprop=',
    ' itemscope',
    '<br>',
    '<b>',
    '</b>',
  ],
]

/** A reader with a whole HTML parser sees no card that we do not, unless we say that the mail is one of those. */
function checkHtml(input) {
  const html = input.toString('utf8')
  const { value: found } = outcomeOf(() => extractCards(html))
  if (found === undefined) return
  assert.ok(found.length <= MAX_CARDS)
  // parse5 takes quadratic time on some of the bombs; ours must not.
  if (findAmbiguousElement(html) !== undefined || html.length > 20_000) return
  const seen = found.map(normalise)
  for (const card of extractWithParse5(html).slice(0, MAX_CARDS).map(normalise))
    assert.ok(seen.length >= MAX_CARDS || seen.includes(card), `only parse5 sees ${card}`)
}

/** parse5 drops NUL or makes U+FFFD of it, as the standard says; no JWS and no JSON has either. */
function normalise({ form, entity, text }) {
  return JSON.stringify([form, entity, text.replace(/[\0\ufffd]/g, '')])
}

/** Embedding into any HTML ends in a refusal, or in exactly this one card. */
function checkEmbed(input) {
  const { value: html } = outcomeOf(() => embedSignedCard(input.toString('utf8'), JWS))
  if (html === undefined) return
  assert.deepEqual(extractCards(html), [{ form: 'signed', entity: 'AdaptiveCard', text: JWS }])
}

const fromWords = fc
  .array(fc.constantFrom(...words, 'a', ' '), { maxLength: 25 })
  .map((list) => list.join(''))
const seeds = [
  ...readVectors('cards', '.html'),
  words.slice(0, 4).join('') + '</div></section>',
  '<html><head><title>x</title></head><body><p>Hello</p></body></html>',
]

export const targets = [
  { name: 'html', seeds, dictionary: words, arbitrary: fromWords, check: checkHtml },
  { name: 'embed', seeds, dictionary: words, arbitrary: fromWords, check: checkEmbed },
]
