import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { compactVerify } from 'jose'
import { parseCard, signCard, verifySignedCard } from '../../../src/cards/index.js'
import { createRsaKeys, exampleCard, ORIGINATOR } from '../example-card.js'
import { readVector } from '../read-vector.js'

const keys = createRsaKeys()
const options = {
  key: keys.privateKey,
  originator: ORIGINATOR,
  sender: 'service@contoso.example',
  recipients: ['adele@contoso.example', 'alex@contoso.example'],
  now: 1_545_348_153_900,
}

describe('signCard', () => {
  it('writes the header and the claims of the vendor document', async () => {
    const jws = await signCard(exampleCard(), options)
    const [header = '', payload = ''] = jws.split('.')
    assert.deepEqual(decode(header), { alg: 'RS256', typ: 'JWT' })
    assert.deepEqual(decode(payload), {
      sender: 'service@contoso.example',
      originator: ORIGINATOR,
      recipientsSerialized: '["adele@contoso.example","alex@contoso.example"]',
      adaptiveCardSerialized: JSON.stringify(exampleCard()),
      iat: 1_545_348_153,
    })
  })

  it('is verified by jose and by verifySignedCard alike', async () => {
    const jws = await signCard(exampleCard(), options)
    const { payload } = await compactVerify(jws, keys.publicKey, { algorithms: ['RS256'] })
    const claims = JSON.parse(Buffer.from(payload).toString()) as { adaptiveCardSerialized: string }
    const verified = verifySignedCard(jws, { key: keys.publicKey })
    assert.equal(verified.serialized, claims.adaptiveCardSerialized)
    assert.deepEqual(verified.card, exampleCard())
    assert.deepEqual(verified.recipients, options.recipients)
    assert.equal(verified.sender, options.sender)
    assert.equal(verified.issuedAt, 1_545_348_153)
  })

  it('signs the payload of the vendor sample with another key so that jose verifies it', async () => {
    const payload = readVector('signed-card-doc-sample.jws').split('.')[1] ?? ''
    const sample = decode(payload) as {
      adaptiveCardSerialized: string
      sender: string
      recipientsSerialized: string
    }
    const jws = await signCard(sample.adaptiveCardSerialized, {
      ...options,
      sender: sample.sender,
      recipients: JSON.parse(sample.recipientsSerialized) as string[],
      now: 1_545_348_153_000,
    })
    const verified = await compactVerify(jws, keys.publicKey)
    assert.deepEqual(JSON.parse(Buffer.from(verified.payload).toString()), sample)
  })

  it('signs a card text to the letter', async () => {
    const text = ' {"version":"1.0",  "type":"AdaptiveCard"}\n'
    const { serialized } = verifySignedCard(await signCard(text, options), { key: keys.publicKey })
    assert.equal(serialized, text)
  })

  it('puts the originator into a card object that has none', async () => {
    const { originator: _, ...card } = exampleCard()
    const { serialized } = verifySignedCard(await signCard(card, options), { key: keys.publicKey })
    assert.equal(parseCard(serialized).originator, ORIGINATOR)
  })

  it('B04: refuses an originator in the card unlike the one it signs for', async () => {
    const card = exampleCard({ originator: '00000000-36a6-4a1b-b84c-a7b5c6198792' })
    await assert.rejects(signCard(card, options), { code: 'ERR_CARD_ORIGINATOR_MISMATCH' })
    await assert.rejects(signCard(JSON.stringify(card), options), { code: 'ERR_CARD_ORIGINATOR_MISMATCH' })
  })

  it('T09: refuses a card text with duplicate members', async () => {
    await assert.rejects(signCard(readVector('cards/duplicate-member.json'), options), {
      code: 'ERR_CARD_UNREADABLE',
    })
  })

  it('lists every wrong option at once', async () => {
    const wrong = { ...options, originator: 'me', sender: 'nobody', recipients: [], now: Number.NaN }
    await assert.rejects(signCard(exampleCard(), wrong), (error: { code: string; problems: string[] }) => {
      assert.equal(error.code, 'ERR_CARD_SIGN_OPTIONS')
      assert.equal(error.problems.length, 4)
      return true
    })
  })

  it('B07: refuses keys under 2,048 bits, public keys and other kinds of keys', async () => {
    const weak = createRsaKeys(1024).privateKey
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    for (const key of [weak, keys.publicKey, elliptic])
      await assert.rejects(signCard(exampleCard(), { ...options, key }), { code: 'ERR_CARD_SIGN_OPTIONS' })
  })

  it('B10: refuses recipients and senders with line breaks', async () => {
    const recipients = ['adele@contoso.example\r\nBcc: eve@evil.example']
    await assert.rejects(signCard(exampleCard(), { ...options, recipients }), {
      code: 'ERR_CARD_SIGN_OPTIONS',
    })
    await assert.rejects(signCard(exampleCard(), { ...options, sender: 'a@b.example\n' }), {
      code: 'ERR_CARD_SIGN_OPTIONS',
    })
  })
})

function decode(segment: string): unknown {
  return JSON.parse(Buffer.from(segment, 'base64url').toString())
}
