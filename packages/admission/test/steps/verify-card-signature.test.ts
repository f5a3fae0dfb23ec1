import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { embedSignedCard } from '@countersign/core/cards'
import { exportPrivateKey, exportPublicKey, signCompactJws } from '@countersign/core/jose'
import { compose } from '../support/compose.js'
import {
  ADELE,
  ALEX,
  admit,
  cardKey,
  codesOf,
  HTML,
  makeCard,
  NOW,
  ORIGINATOR,
  otherKey,
  provider,
  SENDER,
  signedHtml,
  signJws,
} from '../support/world.js'

const CLAIMS = {
  originator: ORIGINATOR,
  iat: Math.floor(NOW / 1000) - 60,
  sender: SENDER,
  recipientsSerialized: JSON.stringify([ADELE]),
  adaptiveCardSerialized: JSON.stringify(makeCard()),
}

async function admitClaims(changes: Readonly<Record<string, unknown>>) {
  const jws = await signCompactJws({ ...CLAIMS, ...changes }, { key: cardKey, header: { typ: 'JWT' } })
  return await admit(await compose({ html: embedSignedCard(HTML, jws) }))
}

describe('verifyCardSignature', () => {
  it('accepts the key as XML, as PEM, and the originator in either case', async () => {
    const html = await signedHtml({ card: makeCard({ originator: ORIGINATOR.toUpperCase() }) })
    for (const format of ['xml', 'pem'] as const) {
      const registered = { ...provider, publicKey: exportPublicKey(cardKey, format) }
      assert.equal((await admit(await compose({ html }), { provider: registered })).outcome, 'shown')
    }
  })

  it('B04: refuses a card signed by another key, with the text that the vendor shows', async () => {
    const admission = await admit(await compose({ html: await signedHtml({ key: otherKey }) }))
    assert.equal(admission.outcome, 'withheld')
    const finding = admission.findings.find(({ code }) => code === 'CARD_SIGNATURE_INVALID')
    assert.equal(
      finding?.vendorText,
      'Adaptive card signature validation failed - Failed to validate signature',
    )
    assert.equal(admission.card, undefined)
  })

  it('B04: refuses a changed claim and a JWS that is none', async () => {
    const [header = '', payload = '', signature = ''] = (await signJws()).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
    const changed = Buffer.from(JSON.stringify({ ...claims, sender: 'other@contoso.example' })).toString(
      'base64url',
    )
    for (const [jws, code] of [
      [`${header}.${changed}.${signature}`, 'CARD_SIGNATURE_INVALID'],
      [`${header}.${payload}.${signature.slice(0, -4)}AAAA`, 'CARD_SIGNATURE_INVALID'],
      [`${header}.${payload}.`, 'CARD_TOKEN_UNREADABLE'],
      ['not a token', 'CARD_TOKEN_UNREADABLE'],
    ] as const) {
      const html = HTML.replace(
        '</body>',
        `<section itemscope itemtype="http://schema.org/SignedAdaptiveCard"><meta itemprop="@context" content="http://schema.org/extensions"/><meta itemprop="@type" content="SignedAdaptiveCard"/><div itemprop="signedAdaptiveCard" style="mso-hide:all;display:none;max-height:0px;overflow:hidden;">${jws}</div></section></body>`,
      )
      const admission = await admit(await compose({ html }))
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes(code), `${code}: ${codesOf(admission).join()}`)
    }
  })

  it('B04: refuses an array in place of the recipients string, and other forms', async () => {
    for (const recipientsSerialized of [
      [ADELE],
      undefined,
      '',
      'null',
      '{}',
      '[]',
      '[1]',
      `["${ADELE}"`,
      JSON.stringify(JSON.stringify([ADELE])),
    ]) {
      const admission = await admitClaims({ recipientsSerialized })
      assert.equal(admission.outcome, 'withheld')
      assert.deepEqual(codesOf(admission, 'error').slice(0, 1), ['CARD_CLAIMS_REFUSED'])
    }
  })

  it('B04: refuses an originator in the claim unlike the card’s', async () => {
    const card = makeCard({ originator: '00000000-0000-4000-8000-000000000001' })
    const admission = await admitClaims({ adaptiveCardSerialized: JSON.stringify(card) })
    assert.equal(admission.outcome, 'withheld')
    assert.ok(codesOf(admission, 'error').includes('ORIGINATOR_MISMATCH'))
  })

  it('B04: an originator that is not registered, with the text that the vendor shows', async () => {
    for (const html of [
      await signedHtml(),
      HTML.replace(
        '</head>',
        `<script type="application/adaptivecard+json">${JSON.stringify(makeCard())}</script></head>`,
      ),
    ]) {
      const admission = await admit(await compose({ html }), { provider: undefined })
      assert.equal(admission.outcome, 'withheld')
      const finding = admission.findings.find(({ severity }) => severity === 'error')
      assert.equal(finding?.code, 'ORIGINATOR_UNKNOWN')
      assert.equal(finding?.vendorText, 'Unknown originator, no config fetched')
    }
  })

  it('B04: a card without originator, and a lookup that answers with another provider', async () => {
    const { originator, ...anonymous } = makeCard()
    assert.equal(originator, ORIGINATOR)
    const html = HTML.replace(
      '</head>',
      `<script type="application/adaptivecard+json">${JSON.stringify(anonymous)}</script></head>`,
    )
    assert.ok(codesOf(await admit(await compose({ html })), 'error').includes('ORIGINATOR_MISSING'))
    const other = { ...provider, originator: '00000000-0000-4000-8000-000000000001' }
    const admission = await admit(await compose({ html: await signedHtml() }), { find: () => other })
    assert.equal(admission.outcome, 'withheld')
    assert.deepEqual(codesOf(admission, 'error'), ['ORIGINATOR_UNKNOWN'])
  })

  it('B07: refuses a registered key that is the vendor’s sample, short, private or no key', async () => {
    const sample = readFileSync(
      new URL('../../../../../vectors/signed-card-doc-sample.pub.pem', import.meta.url),
      'utf8',
    )
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
    for (const publicKey of [
      sample,
      short.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      exportPrivateKey(cardKey, 'pem'),
      exportPrivateKey(cardKey, 'xml'),
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'a key',
    ]) {
      const admission = await admit(await compose({ html: await signedHtml() }), {
        provider: { ...provider, publicKey },
      })
      assert.equal(admission.outcome, 'withheld')
      assert.deepEqual(codesOf(admission, 'error'), [
        'PROVIDER_KEY_REFUSED',
        ...codesOf(admission, 'error').slice(1),
      ])
      assert.equal(admission.card, undefined)
      for (const { message } of admission.findings) assert.doesNotMatch(message, /BEGIN|Modulus/)
    }
  })

  it('B07: no registered key, with the text that the vendor shows', async () => {
    const { publicKey, ...keyless } = provider
    assert.ok(publicKey)
    const admission = await admit(await compose({ html: await signedHtml() }), { provider: keyless })
    assert.equal(admission.outcome, 'withheld')
    const finding = admission.findings.find(({ code }) => code === 'PROVIDER_KEY_MISSING')
    assert.equal(finding?.vendorText, 'No public key found for the provider')
  })

  it('B09: a signed card of another mail, pasted into this one, names other people', async () => {
    const html = await signedHtml({ recipients: [ALEX] })
    const admission = await admit(await compose({ html }))
    assert.deepEqual(codesOf(admission, 'error'), ['SIGNED_RECIPIENTS_MISMATCH'])
    assert.equal(admission.outcome, 'withheld')
  })
})
