import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SignJWT } from 'jose'
import {
  embedCard,
  embedSignedCard,
  extractCards,
  parseMessageCard,
  signCard,
  verifySignedCard,
} from '../../../src/cards/index.js'
import { extractWithParse5 } from '../html/extract-with-parse5.js'
import { createRsaKeys, exampleCard, ORIGINATOR } from '../example-card.js'
import { exampleMessageCard } from '../example-message-card.js'
import { readVector } from '../read-vector.js'

const keys = createRsaKeys()
const options = {
  key: keys.privateKey,
  originator: ORIGINATOR,
  sender: 'service@contoso.example',
  recipients: ['adele@contoso.example'],
  now: 1_545_348_153_900,
}
const claims = {
  sender: 'service@contoso.example',
  originator: ORIGINATOR,
  recipientsSerialized: '["adele@contoso.example"]',
  messageCardSerialized: JSON.stringify(exampleMessageCard()),
  iat: 1_545_348_153,
}
const PAGE = '<html><head></head><body><p>Hello</p></body></html>'

describe('a signed MessageCard', () => {
  it('has the claims of any signed card, the card in messageCardSerialized', async () => {
    const [, payload = ''] = (await signCard(exampleMessageCard(), options)).split('.')
    assert.deepEqual(JSON.parse(Buffer.from(payload, 'base64url').toString()), claims)
  })

  it('is verified for what it is, whether object or text was signed', async () => {
    for (const card of [exampleMessageCard(), JSON.stringify(exampleMessageCard())]) {
      const verified = verifySignedCard(await signCard(card, options), { key: keys.publicKey })
      assert.equal(verified.entity, 'MessageCard')
      assert.deepEqual(verified.card, exampleMessageCard())
      assert.equal(verified.serialized, JSON.stringify(exampleMessageCard()))
      assert.ok(Object.isFrozen(verified.card))
    }
  })

  it('gets the originator that it signs for, and refuses another one', async () => {
    const { originator: _, ...card } = exampleMessageCard()
    const verified = verifySignedCard(await signCard(card, options), { key: keys.publicKey })
    assert.equal(verified.card.originator, ORIGINATOR)
    const other = exampleMessageCard({ originator: '00000000-36a6-4a1b-b84c-a7b5c6198792' })
    await assert.rejects(signCard(other, options), { code: 'ERR_CARD_ORIGINATOR_MISMATCH' })
    await refuses({ ...claims, messageCardSerialized: JSON.stringify(other) }, 'ERR_CARD_ORIGINATOR_MISMATCH')
  })

  it('stands in the legacy markup, and is found there', async () => {
    const jws = await signCard(exampleMessageCard(), options)
    const html = embedSignedCard(PAGE, jws)
    assert.ok(html.includes('itemtype="http://schema.org/SignedMessageCard"'))
    assert.ok(html.includes('<meta itemprop="@type" content="SignedMessageCard"/>'))
    assert.ok(html.includes('<div itemprop="signedMessageCard" style="mso-hide:all;'))
    const expected = [{ form: 'signed', entity: 'MessageCard', text: jws }]
    assert.deepEqual(extractCards(html), expected)
    assert.deepEqual(extractWithParse5(html), expected)
  })

  it('is found in a script of linked data, as the vendor wrote it in 2018', async () => {
    const jws = await signCard(exampleMessageCard(), options)
    const data = {
      '@context': 'http://schema.org/extensions',
      '@type': 'SignedMessageCard',
      signedMessageCard: jws,
    }
    assert.deepEqual(extractCards(linkedData(JSON.stringify(data))), [
      { form: 'signed', entity: 'MessageCard', text: jws },
    ])
    const adaptive = { '@type': 'SignedAdaptiveCard', signedAdaptiveCard: ` ${jws}\n` }
    assert.deepEqual(extractCards(linkedData(JSON.stringify(adaptive))), [
      { form: 'signed', entity: 'AdaptiveCard', text: jws },
    ])
  })

  it('B08: refuses one that holds two cards, or another kind than its markup says', async () => {
    const adaptiveCardSerialized = JSON.stringify(exampleCard())
    await refuses({ ...claims, adaptiveCardSerialized }, 'ERR_CARD_ENTITY')
    const { messageCardSerialized: _, ...rest } = claims
    const [message, adaptive] = [await sign(claims), await sign({ ...rest, adaptiveCardSerialized })]
    const key = keys.publicKey
    for (const [jws, entity] of [
      [message, 'AdaptiveCard'],
      [adaptive, 'MessageCard'],
    ] as const)
      assert.throws(() => verifySignedCard(jws, { key, entity }), { code: 'ERR_CARD_ENTITY' })
    assert.equal(verifySignedCard(message, { key, entity: 'MessageCard' }).entity, 'MessageCard')
  })

  it('B08: refuses a claim that holds a card of the other kind, or one that is of both', async () => {
    await refuses({ ...claims, messageCardSerialized: JSON.stringify(exampleCard()) }, 'ERR_CARD_TYPE')
    const both = JSON.stringify({ ...exampleCard(), ...exampleMessageCard() })
    await refuses({ ...claims, messageCardSerialized: both }, 'ERR_CARD_TYPE')
    await assert.rejects(signCard(both, options), { code: 'ERR_CARD_TYPE' })
    await refuses({ ...claims, messageCardSerialized: exampleMessageCard() }, 'ERR_CARD_CLAIM')
  })
})

describe('an unsigned MessageCard', () => {
  it('stands in a script of linked data in the head', () => {
    const html = embedCard(PAGE, exampleMessageCard({ text: '</script><!-- \u2028' }))
    assert.match(html, /<head><script type="application\/ld\+json">\{.*\}<\/script><\/head>/)
    const [found, ...more] = extractCards(html)
    assert.equal(more.length, 0)
    assert.equal(found?.entity, 'MessageCard')
    assert.equal(parseMessageCard(found.text).text, '</script><!-- \u2028')
  })

  for (const [what, text] of [
    ['single quotes', "{'@type':'MessageCard','@context':'https://schema.org/extensions','text':'x'}"],
    ['a list of types', '{"@type":["Thing","MessageCard"],"text":"x"}'],
    ['escapes in the type', '{"@type":"Message\\u0043ard","text":"x"}'],
    ['a comment', '{/* x */"@type": "MessageCard"}'],
    ['a list around', '[{"@type":"EmailMessage"},{"@type":"MessageCard","text":"x"}]'],
    ['another case of letters', '{"@type":"messagecard"}'],
    ['a type given twice', '{"@type":"Thing","@type":"MessageCard"}'],
    ['an address as type', '{"@type":"http://schema.org/MessageCard"}'],
    ['an Adaptive Card', '{"type":"AdaptiveCard","version":"1.0"}'],
    ['a signed card given twice', '{"@type":"SignedMessageCard","@type":"SignedMessageCard"}'],
  ] as const)
    it(`B08: counts as a card, whoever can read it: ${what}`, () => {
      const html = embedCard(PAGE, exampleCard()).replace('</body>', `${linkedData(text)}</body>`)
      assert.equal(extractCards(html).length, 2)
      assert.throws(() => embedCard(linkedData(text), exampleCard()), { code: 'ERR_CARD_EMBED' })
    })

  it('B08: other linked data, in any amount, hides no card', () => {
    const other = linkedData('{"@type":"EmailMessage"}').repeat(100)
    assert.equal(extractCards(`${other}${embedCard(PAGE, exampleMessageCard())}`).length, 1)
    assert.equal(extractCards(`${linkedData('{"@type":"MessageCard"}').repeat(100)}`).length, 16)
  })

  it('B08: in the markup of a signed card either property counts', () => {
    const section = (type: string, property: string): string =>
      `<section itemscope itemtype="http://schema.org/${type}"><div itemprop="${property}">a.b.c</div></section>`
    for (const html of [
      section('SignedAdaptiveCard', 'signedMessageCard'),
      section('SignedMessageCard', 'signedAdaptiveCard'),
    ]) {
      assert.equal(extractCards(html).length, 1)
      assert.deepEqual(extractCards(html), extractWithParse5(html))
    }
  })
})

describe('parseMessageCard', () => {
  it('reads the vector, and refuses every other kind', () => {
    assert.equal(parseMessageCard(readVector('cards/message-card.json')).title, 'Expense 1234')
    for (const text of ['{"type":"AdaptiveCard"}', '[]', '"MessageCard"', '{"@type":["MessageCard"]}'])
      assert.throws(() => parseMessageCard(text), { code: 'ERR_CARD_TYPE' })
  })

  it('T09: refuses duplicate members', () => {
    assert.throws(() => parseMessageCard('{"@type":"MessageCard","text":"a","text":"b"}'), {
      code: 'ERR_CARD_UNREADABLE',
    })
  })
})

function linkedData(text: string): string {
  return `<script type="application/ld+json">${text}</script>`
}

async function sign(payload: object): Promise<string> {
  return await new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .sign(keys.privateKey)
}

async function refuses(payload: object, code: string): Promise<void> {
  const jws = await sign(payload)
  assert.throws(() => verifySignedCard(jws, { key: keys.publicKey }), { code })
}
