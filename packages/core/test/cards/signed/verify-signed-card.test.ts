import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { SignJWT } from 'jose'
import { signCard, verifySignedCard } from '../../../src/cards/index.js'
import { importPublicKey } from '../../../src/jose/index.js'
import { createRsaKeys, exampleCard, ORIGINATOR } from '../example-card.js'
import { readVector } from '../read-vector.js'

const keys = createRsaKeys()
const claims = {
  sender: 'service@contoso.example',
  originator: ORIGINATOR,
  recipientsSerialized: '["adele@contoso.example"]',
  adaptiveCardSerialized: JSON.stringify(exampleCard()),
  iat: 1_545_348_153,
}

describe('verifySignedCard', () => {
  for (const format of ['pem', 'xml'])
    it(`verifies the vendor's sample with its key in ${format}`, () => {
      const key = importPublicKey(readVector(`signed-card-doc-sample.pub.${format}`))
      const verified = verifySignedCard(readVector('signed-card-doc-sample.jws').trim(), { key })
      assert.equal(verified.originator, ORIGINATOR)
      assert.equal(verified.sender, 'service-account@contoso.com')
      assert.deepEqual(verified.recipients, ['john@contoso.com', 'jane@contoso.com'])
      assert.equal(verified.issuedAt, 1_545_348_153)
      assert.ok(verified.entity === 'AdaptiveCard')
      assert.equal(verified.card.actions?.[0]?.type, 'Action.InvokeAddInCommand')
    })

  it('verifies a card that jose signed', async () => {
    assert.equal((await verify(claims)).sender, claims.sender)
  })

  it('gives the verified card frozen to the last object', async () => {
    const verified = await verify(claims)
    assert.ok(verified.entity === 'AdaptiveCard')
    const { card } = verified
    assert.ok(Object.isFrozen(card) && Object.isFrozen(card.body) && Object.isFrozen(card.actions?.[0]))
  })

  it('refuses every change of a single character', async () => {
    const jws = await sign(claims)
    fc.assert(
      fc.property(fc.nat(jws.length - 1), fc.constantFrom(...'ABab01-_.=+/ '), (index, character) => {
        fc.pre(jws.charAt(index) !== character)
        const changed = jws.slice(0, index) + character + jws.slice(index + 1)
        assert.throws(() => verifySignedCard(changed, { key: keys.publicKey }), /./)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses the signature of another key', async () => {
    const other = createRsaKeys().publicKey
    const jws = await sign(claims)
    assert.throws(() => verifySignedCard(jws, { key: other }), { code: 'ERR_CARD_SIGNATURE' })
  })

  it('T01: refuses alg none', () => {
    const jws = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`
    assert.throws(() => verifySignedCard(jws, { key: keys.publicKey }), { code: 'ERR_CARD_JWS_FORM' })
  })

  it('T02: refuses HS256 keyed with the public key', () => {
    const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    const pem = keys.publicKey.export({ type: 'spki', format: 'pem' })
    const jws = `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`
    assert.throws(() => verifySignedCard(jws, { key: keys.publicKey }), { code: 'ERR_CARD_JWS_FORM' })
  })

  it('refuses a JWS of another typ, though well signed', async () => {
    const jws = await sign(claims, { alg: 'RS256', typ: 'at+jwt' })
    assert.throws(() => verifySignedCard(jws, { key: keys.publicKey }), { code: 'ERR_CARD_JWS_FORM' })
  })

  it('B04: refuses recipients as an array in place of the string', async () => {
    await refuses({ ...claims, recipientsSerialized: ['adele@contoso.example'] }, 'ERR_CARD_RECIPIENTS')
    // As text this array is the JSON that is wanted.
    await refuses({ ...claims, recipientsSerialized: ['["adele@contoso.example"]'] }, 'ERR_CARD_RECIPIENTS')
  })

  for (const [what, text] of [
    ['no JSON', 'adele@contoso.example'],
    ['an empty list', '[]'],
    ['a list of numbers', '[1]'],
    ['a list with an empty address', '[""]'],
    ['an object', '{"0":"adele@contoso.example"}'],
    ['a string in a string', '"[\\"adele@contoso.example\\"]"'],
  ] as const)
    it(`B04: refuses recipientsSerialized with ${what}`, async () => {
      await refuses({ ...claims, recipientsSerialized: text }, 'ERR_CARD_RECIPIENTS')
    })

  it('B04: refuses an originator in the claim unlike the one in the card', async () => {
    await refuses(
      { ...claims, originator: '00000000-36a6-4a1b-b84c-a7b5c6198792' },
      'ERR_CARD_ORIGINATOR_MISMATCH',
    )
    const odd = JSON.stringify({ ...exampleCard(), originator: [ORIGINATOR] })
    await refuses({ ...claims, adaptiveCardSerialized: odd }, 'ERR_CARD_ORIGINATOR_MISMATCH')
  })

  for (const [claim, values] of Object.entries({
    originator: [undefined, '', 'me', 7, `{${ORIGINATOR}}`],
    sender: [undefined, '', 7, ['a@b.example']],
    iat: [undefined, '1545348153', -1, 1e12, null],
    adaptiveCardSerialized: [undefined, '', exampleCard()],
  }))
    for (const value of values)
      it(`refuses the claim ${claim} as ${JSON.stringify(value)?.slice(0, 24) ?? 'missing'}`, async () => {
        await refuses({ ...claims, [claim]: value }, 'ERR_CARD_CLAIM')
      })

  it('T09: refuses duplicate members in the signed card', async () => {
    await refuses(
      { ...claims, adaptiveCardSerialized: readVector('cards/duplicate-member.json') },
      'ERR_CARD_UNREADABLE',
    )
  })

  it('refuses a signed card that is no Adaptive Card', async () => {
    await refuses({ ...claims, adaptiveCardSerialized: '{"type":"Other"}' }, 'ERR_CARD_TYPE')
    await refuses({ ...claims, adaptiveCardSerialized: '{"@type":"MessageCard"}' }, 'ERR_CARD_TYPE')
  })

  it('H05: says nothing of what a refused card holds', async () => {
    const secret = 'sEcReT-0123456789'
    const jws = await sign({ ...claims, sender: { secret }, adaptiveCardSerialized: secret })
    assert.throws(
      () => verifySignedCard(jws, { key: keys.publicKey }),
      (error: Error) => !error.message.includes(secret) && !JSON.stringify(error).includes(secret),
    )
  })

  it('accepts a private key object only through its public half', async () => {
    const jws = await signCard(exampleCard(), {
      key: keys.privateKey,
      originator: ORIGINATOR,
      sender: 'a@b.example',
      recipients: ['c@d.example'],
      now: 0,
    })
    assert.equal(verifySignedCard(jws, { key: createPublicKey(keys.privateKey) }).issuedAt, 0)
  })
})

async function sign(payload: object, header = { alg: 'RS256', typ: 'JWT' }): Promise<string> {
  return await new SignJWT({ ...payload }).setProtectedHeader(header).sign(keys.privateKey)
}

async function verify(payload: object): Promise<ReturnType<typeof verifySignedCard>> {
  return verifySignedCard(await sign(payload), { key: keys.publicKey })
}

async function refuses(payload: object, code: string): Promise<void> {
  await assert.rejects(verify(payload), { code })
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
