import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compactVerify } from 'jose'
import { CARD_MAX_DEPTH } from '../../../src/cards/card-limits.js'
import { parseCard, signCard, verifySignedCard, type OutlookCard } from '../../../src/cards/index.js'
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

  it('T09: whatever object it signs can be read strictly, and says the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (members) => {
        const card = { ...members, type: 'AdaptiveCard', '@type': 'none', originator: ORIGINATOR }
        const jws = await signCard(card as unknown as OutlookCard, options).catch((error: unknown) => error)
        if (typeof jws !== 'string') {
          assert.equal((jws as { code: string }).code, 'ERR_CARD_NOT_JSON')
          assert.ok(/"__proto__":/.test(JSON.stringify(members)))
          return
        }
        const { serialized } = verifySignedCard(jws, { key: keys.publicKey })
        assert.equal(serialized, JSON.stringify(parseCard(serialized)))
        assert.deepEqual(parseCard(serialized), JSON.parse(JSON.stringify(card)))
      }),
      { numRuns: 100 },
    )
  })

  it('T09: signs a card object of as many levels as are read, and not of one more', async () => {
    const nest = (levels: number): OutlookCard => {
      let value: unknown = []
      for (let level = 2; level < levels; level += 1) value = [value]
      return { ...exampleCard(), extra: value } as unknown as OutlookCard
    }
    const { serialized } = verifySignedCard(await signCard(nest(CARD_MAX_DEPTH), options), {
      key: keys.publicKey,
    })
    assert.equal((JSON.parse(serialized) as { type: string }).type, 'AdaptiveCard')
    await assert.rejects(signCard(nest(CARD_MAX_DEPTH + 1), options), { code: 'ERR_CARD_NOT_JSON' })
    await assert.rejects(signCard(JSON.stringify(nest(CARD_MAX_DEPTH + 1)), options), {
      code: 'ERR_CARD_UNREADABLE',
    })
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
