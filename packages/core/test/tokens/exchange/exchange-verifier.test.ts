import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createExchangeVerifier, createSubstrateVerifier } from '../../../src/tokens/index.js'
import { EXCHANGE_MAX_LIFETIME_SECONDS } from '../../../src/tokens/exchange/exchange-verifier.js'
import { refusalCode } from '../../refusal-code.js'
import { forgeToken, signToken } from '../sign-token.js'
import { v1Claims } from '../entra/entra-fixture.js'
import { mailClaims } from '../substrate/substrate-fixture.js'
import {
  certificateA,
  certificateB,
  context,
  documentedClaims,
  ISSUER,
  METADATA_URL,
  NOW_SECONDS,
  observedClaims,
  offlineOptions,
  PAGE,
  signContexts,
  signDocumented,
  signObserved,
  USER_ID,
} from './exchange-fixture.js'

const verifier = createExchangeVerifier(offlineOptions)
const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token))

describe('exchange verifier', () => {
  for (const [shape, sign, claims] of [
    ['documented', signDocumented, documentedClaims],
    ['observed', signObserved, observedClaims],
  ] as const) {
    it(`verifies a token of the ${shape} shape, synchronously when the key is at hand`, () => {
      assert.deepEqual(verifier.verify(sign()), {
        profile: 'exchange',
        issuer: ISSUER,
        audience: PAGE,
        actor: {
          exchangeUser: { id: USER_ID, metadataUrl: METADATA_URL, key: `${METADATA_URL}#${USER_ID}` },
          guest: false,
        },
        issuedAt: NOW_SECONDS - 60,
        expiresAt: NOW_SECONDS - 60 + 28_800,
        claims,
      })
    })
  }

  it('X04: msexchuid alone is no key: the same id at two servers is two users', async () => {
    const other = 'https://mail.fabrikam.com/autodiscover/metadata/json/1'
    const documents = { [METADATA_URL]: documentOf(METADATA_URL), [other]: documentOf(METADATA_URL) }
    const both = createExchangeVerifier({
      ...offlineOptions,
      trustedMetadata: [METADATA_URL, other],
      keys: { documents },
    })
    const keys = await Promise.all(
      [METADATA_URL, other].map(
        async (amurl) =>
          (await both.verify(signDocumented({ appctx: { ...context, amurl } }))).actor.exchangeUser?.key,
      ),
    )
    assert.equal(new Set(keys).size, 2)
    assert.ok(!keys.includes(USER_ID))
  })

  it('X05: amurl with and without :443, and in another case, is one user', async () => {
    const keys = new Set<string | undefined>()
    for (const amurl of [
      METADATA_URL,
      'https://mail.contoso.com:443/autodiscover/metadata/json/1',
      'HTTPS://Mail.Contoso.COM/autodiscover/metadata/json/1',
    ]) {
      for (const token of signContexts({ amurl }))
        keys.add((await verifier.verify(token)).actor.exchangeUser?.key)
    }
    assert.deepEqual([...keys], [`${METADATA_URL}#${USER_ID}`])
  })

  it('X05: a configured address with :443 and one without are one, with one document', async () => {
    const written = 'https://MAIL.contoso.com:443/autodiscover/metadata/json/1'
    const sameTwice = createExchangeVerifier({
      ...offlineOptions,
      trustedMetadata: [written, METADATA_URL],
      keys: { documents: { [written]: documentOf(METADATA_URL) } },
    })
    const { actor } = await sameTwice.verify(signDocumented())
    assert.equal(actor.exchangeUser?.metadataUrl, METADATA_URL)
  })

  it('X03: refuses an appctx that is absent, a list, encoded twice, or no object', async () => {
    for (const appctx of [undefined, null, 7, true, [], [context], '', 'x', '[]', 'null', '"{}"']) {
      for (const sign of [signDocumented, signObserved])
        assert.equal(await judge(sign({ appctx })), 'ERR_TOKEN_CONTEXT', JSON.stringify(appctx))
    }
    assert.equal(
      await judge(signObserved({ appctx: JSON.stringify(JSON.stringify(context)) })),
      'ERR_TOKEN_CONTEXT',
    )
    assert.equal(await judge(signObserved({ appctx: JSON.stringify([context]) })), 'ERR_TOKEN_CONTEXT')
  })

  it('X03: refuses another version of the context', async () => {
    for (const version of [undefined, null, '', 'ExIdTok.V2', 'exidtok.v1', 1, ['ExIdTok.V1']]) {
      for (const token of signContexts({ version })) assert.equal(await judge(token), 'ERR_TOKEN_VERSION')
    }
  })

  it('X03: refuses a mixture of the two shapes', async () => {
    const { nbf, exp } = documentedClaims
    assert.equal(await judge(signObserved({ nbf, exp })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signObserved({ exp })), 'ERR_TOKEN_VERSION')
    assert.equal(
      await judge(signDocumented({ nbf: observedClaims.nbf, exp: observedClaims.exp })),
      'ERR_TOKEN_VERSION',
    )
  })

  it('X03 A03: refuses the audience of another add-in, and what is nearly the expected one', async () => {
    for (const aud of [
      'https://other.contoso.com/read.html',
      `${PAGE}/`,
      `${PAGE}?x`,
      PAGE.toUpperCase(),
      'http://addin.contoso.com/read.html',
      'https://addin.contoso.com:443/read.html',
      'https://addin.contoso.com',
      [PAGE],
      [PAGE, 'https://other.contoso.com'],
      undefined,
    ]) {
      assert.equal(await judge(signDocumented({ aud })), 'ERR_TOKEN_AUDIENCE', JSON.stringify(aud))
    }
  })

  it('I02: refuses an unusable msexchuid; no other claim takes its place', async () => {
    for (const msexchuid of [
      undefined,
      null,
      7,
      '',
      'adele',
      '@mail.contoso.com',
      'a b@c',
      'a#b@c',
      `${'a'.repeat(129)}@c`,
      [USER_ID],
    ]) {
      for (const token of signContexts({ msexchuid, smtp: 'boss@contoso.com' }))
        assert.equal(await judge(token), 'ERR_TOKEN_ACTOR', JSON.stringify(msexchuid))
    }
  })

  it('K01: refuses look-alike issuers', async () => {
    for (const iss of [
      '00000002-0000-0ff1-ce00-000000000000',
      '00000002-0000-0ff1-ce00-000000000000@',
      '00000002-0000-0ff1-ce00-000000000001@mail.contoso.com',
      '00000002-0000-0FF1-CE00-000000000000@mail.contoso.com',
      'x00000002-0000-0ff1-ce00-000000000000@mail.contoso.com',
      '00000002-0000-0ff1-ce00-000000000000@mail.contoso.com/x',
      '00000002-0000-0ff1-ce00-000000000000@a@b',
      undefined,
      [ISSUER],
    ]) {
      assert.equal(await judge(signDocumented({ iss })), 'ERR_TOKEN_ISSUER', JSON.stringify(iss))
    }
  })

  it("never holds appctxsender against iss: the vendor's own example has two", async () => {
    assert.equal(await judge(signDocumented({ appctxsender: undefined })), 'ACCEPTED')
    assert.equal(await judge(signDocumented({ appctxsender: 'somebody else' })), 'ACCEPTED')
  })

  it('M01 M02 M03: refuses wrong, past and future times in either shape', async () => {
    const at = (seconds: number): Record<string, unknown>[] => [
      { nbf: String(seconds), exp: String(seconds + 28_800) },
      { nbf: seconds, exp: seconds + 28_800 },
    ]
    for (const [index, sign] of [signDocumented, signObserved].entries()) {
      const judgeAt = (seconds: number): Promise<string> => judge(sign(at(seconds)[index]))
      assert.equal(await judgeAt(NOW_SECONDS - 28_800 - 299), 'ACCEPTED')
      assert.equal(await judgeAt(NOW_SECONDS - 28_800 - 300), 'ERR_TOKEN_EXPIRED')
      assert.equal(await judgeAt(NOW_SECONDS + 300), 'ACCEPTED')
      assert.equal(await judgeAt(NOW_SECONDS + 301), 'ERR_TOKEN_NOT_YET_VALID')
    }
    const exp = String(NOW_SECONDS + 60)
    for (const nbf of ['', ' 1', '1 ', '-1', '+1', '01', '1e9', '0x10', '1.5', '9'.repeat(13), 'NaN']) {
      assert.equal(await judge(signDocumented({ nbf, exp })), 'ERR_TOKEN_TIME', JSON.stringify(nbf))
      assert.equal(await judge(signDocumented({ exp: nbf })), 'ERR_TOKEN_TIME', JSON.stringify(nbf))
    }
    for (const nbf of [undefined, null, -1, true, [1]]) {
      assert.equal(await judge(signObserved({ nbf })), 'ERR_TOKEN_TIME')
      assert.equal(await judge(signObserved({ exp: nbf })), 'ERR_TOKEN_TIME')
    }
    assert.equal(await judge(signObserved({ iat: 'x' })), 'ERR_TOKEN_TIME')
    assert.equal(await judge(signObserved({ iat: NOW_SECONDS + 3600 })), 'ERR_TOKEN_NOT_YET_VALID')
  })

  it('M05: refuses a lifetime over nine hours', async () => {
    const exp = NOW_SECONDS - 60 + EXCHANGE_MAX_LIFETIME_SECONDS
    assert.equal(EXCHANGE_MAX_LIFETIME_SECONDS, 32_400)
    assert.equal(await judge(signObserved({ exp })), 'ACCEPTED')
    assert.equal(await judge(signObserved({ exp: exp + 1 })), 'ERR_TOKEN_LIFETIME')
    assert.equal(await judge(signDocumented({ exp: String(exp + 1) })), 'ERR_TOKEN_LIFETIME')
  })

  it('judges the signature before every claim but iss and appctx', async () => {
    const forged = forgeToken(signDocumented(), { ...documentedClaims, aud: 'x', exp: '1' })
    assert.equal(await judge(forged), 'ERR_TOKEN_SIGNATURE')
    const { key } = certificateB
    const header = { x5t: certificateA.x5t }
    assert.equal(await judge(signToken(documentedClaims, { key, header })), 'ERR_TOKEN_SIGNATURE')
  })

  it('T11: refuses a token without x5t, and a kid that is not its thumbprint', async () => {
    assert.equal(await judge(signDocumented({}, { x5t: undefined })), 'ERR_TOKEN_KEY_ID')
    assert.equal(await judge(signObserved({}, { x5t: undefined })), 'ERR_TOKEN_KEY_ID')
    assert.equal(await judge(signObserved({}, { kid: 'A'.repeat(40) })), 'ERR_TOKEN_KEY_ID')
    assert.equal(await judge(signObserved({}, { kid: undefined })), 'ACCEPTED')
  })

  it('K07: refuses tokens of other profiles, and its own tokens are refused by them', async () => {
    for (const claims of [v1Claims, mailClaims, { ...mailClaims, iss: 'https://api.botframework.com' }])
      assert.equal(
        await judge(signToken(claims, { key: certificateA.key, header: { x5t: certificateA.x5t } })),
        'ERR_TOKEN_ISSUER',
      )
    const substrate = createSubstrateVerifier({
      audience: PAGE,
      keys: { jwks: { keys: [] } },
      now: offlineOptions.now,
    })
    assert.equal(await refusalCode(() => substrate.verify(signDocumented())), 'ERR_TOKEN_ISSUER')
  })

  it('T10: an issuer, a key or an address named after an object member is nothing', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      assert.equal(await judge(signDocumented({ iss: name })), 'ERR_TOKEN_ISSUER')
      assert.equal(await judge(signDocumented({}, { x5t: name })), 'ERR_ISSUER_KEY_UNKNOWN')
      for (const token of signContexts({ amurl: name }))
        assert.equal(await judge(token), 'ERR_TOKEN_METADATA_URL')
    }
    const polluted = `{"__proto__":${JSON.stringify(context)}}`
    assert.equal(await judge(signObserved({ appctx: polluted })), 'ERR_TOKEN_VERSION')
  })
})

function documentOf(url: string): unknown {
  return 'documents' in offlineOptions.keys ? offlineOptions.keys.documents[url] : undefined
}
