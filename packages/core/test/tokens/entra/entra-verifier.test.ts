import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEntraVerifier, PLATFORM_CLIENT_ID } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import { forgeToken } from '../sign-token.js'
import {
  APP_ID_URI,
  CLIENT_ID,
  createFakeEntra,
  NOW_SECONDS,
  OBJECT_ID,
  offlineOptions,
  signV1,
  signV2,
  TENANT,
  v1Claims,
  v2Claims,
} from './entra-fixture.js'

const verifier = createEntraVerifier(offlineOptions)
const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token))

describe('entra verifier', () => {
  it('verifies a v1 token, synchronously when the key is at hand', () => {
    assert.deepEqual(verifier.verify(signV1()), {
      profile: 'entra',
      issuer: v1Claims['iss'],
      audience: APP_ID_URI,
      tenantId: TENANT,
      actor: { tenantId: TENANT, objectId: OBJECT_ID, changeableName: 'AdeleV@contoso.com', guest: false },
      tokenId: v1Claims['uti'],
      issuedAt: NOW_SECONDS - 60,
      expiresAt: NOW_SECONDS + 3900,
      claims: v1Claims,
    })
  })

  it('verifies a v2 token', () => {
    assert.deepEqual(verifier.verify(signV2()), {
      profile: 'entra',
      issuer: v2Claims['iss'],
      audience: CLIENT_ID,
      tenantId: TENANT,
      actor: { tenantId: TENANT, objectId: OBJECT_ID, changeableName: 'AdeleV@contoso.com', guest: false },
      tokenId: v2Claims['uti'],
      issuedAt: NOW_SECONDS - 60,
      expiresAt: NOW_SECONDS + 3900,
      claims: v2Claims,
    })
  })

  it('fetches the keys of v1 and v2 from their own documents, once', async () => {
    const { fetch, asked } = createFakeEntra()
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    for (const token of [signV1(), signV2()]) {
      const first = online.verify(token)
      assert.ok(first instanceof Promise)
      assert.equal((await first).tenantId, TENANT)
      assert.ok(!(online.verify(token) instanceof Promise))
    }
    assert.deepEqual(asked, [
      `https://login.microsoftonline.com/${TENANT}/.well-known/openid-configuration`,
      'https://login.microsoftonline.com/common/discovery/keys',
      `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
      `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
    ])
  })

  it('judges the signature before any claim but tid and iss', async () => {
    const wrong = { aud: 'other', exp: 1, scp: undefined, ver: 'x', appid: 'x', oid: 7 }
    assert.equal(await judge(forgeToken(signV1(), { ...v1Claims, ...wrong })), 'ERR_TOKEN_SIGNATURE')
    assert.equal(await judge(forgeToken(signV1(), { ...v1Claims, oid: CLIENT_ID })), 'ERR_TOKEN_SIGNATURE')
  })

  it('M01: refuses exp absent, a string, negative or infinite', async () => {
    for (const exp of [undefined, null, String(NOW_SECONDS + 60), -1, true, [NOW_SECONDS + 60]]) {
      assert.equal(await judge(signV1({ exp })), 'ERR_TOKEN_TIME')
    }
  })

  it('M02: refuses an expired token beyond the skew', async () => {
    assert.equal(await judge(signV1({ exp: NOW_SECONDS - 299, iat: NOW_SECONDS - 3600 })), 'ACCEPTED')
    assert.equal(
      await judge(signV1({ exp: NOW_SECONDS - 300, iat: NOW_SECONDS - 3600 })),
      'ERR_TOKEN_EXPIRED',
    )
  })

  it('M03: refuses iat or nbf in the future beyond the skew', async () => {
    assert.equal(await judge(signV1({ iat: NOW_SECONDS + 300, nbf: NOW_SECONDS + 300 })), 'ACCEPTED')
    assert.equal(await judge(signV1({ iat: NOW_SECONDS + 301 })), 'ERR_TOKEN_NOT_YET_VALID')
    assert.equal(await judge(signV1({ nbf: NOW_SECONDS + 301 })), 'ERR_TOKEN_NOT_YET_VALID')
  })

  it('M05: refuses a lifetime over 29 hours', async () => {
    const iat = NOW_SECONDS - 60
    assert.equal(await judge(signV1({ iat, exp: iat + 28 * 3600 })), 'ACCEPTED')
    assert.equal(await judge(signV1({ iat, exp: iat + 29 * 3600 + 1 })), 'ERR_TOKEN_LIFETIME')
  })

  it('K06: refuses ver, iss and caller of different versions', async () => {
    assert.equal(await judge(signV1({ ver: '2.0' })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV1({ ver: undefined })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV1({ ver: 1 })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV2({ ver: '1.0' })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV1({ appid: undefined, azp: PLATFORM_CLIENT_ID })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV2({ azp: undefined, appid: PLATFORM_CLIENT_ID })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV1({ azp: CLIENT_ID })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV2({ appid: CLIENT_ID })), 'ERR_TOKEN_VERSION')
    assert.equal(await judge(signV2({ aud: APP_ID_URI })), 'ERR_TOKEN_VERSION')
  })

  it('A03: refuses any audience that is not letter by letter an expected one', async () => {
    const others = [
      undefined,
      null,
      '',
      [APP_ID_URI],
      [APP_ID_URI, 'https://evil.example'],
      { toString: APP_ID_URI },
      `${APP_ID_URI}/`,
      `${APP_ID_URI}x`,
      APP_ID_URI.slice(0, -1),
      APP_ID_URI.toUpperCase(),
      CLIENT_ID.toUpperCase(),
      ` ${CLIENT_ID}`,
    ]
    for (const aud of others)
      assert.equal(await judge(signV1({ aud })), 'ERR_TOKEN_AUDIENCE', JSON.stringify(aud))
    assert.equal(await judge(signV1({ aud: CLIENT_ID })), 'ACCEPTED')
  })

  it('A04: refuses another caller than the platform', async () => {
    for (const caller of [CLIENT_ID, '', null, [PLATFORM_CLIENT_ID], PLATFORM_CLIENT_ID.toUpperCase()]) {
      assert.equal(await judge(signV1({ appid: caller })), 'ERR_TOKEN_CALLER')
      assert.equal(await judge(signV2({ azp: caller })), 'ERR_TOKEN_CALLER')
    }
    assert.equal(await judge(signV1({ appid: undefined })), 'ERR_TOKEN_CALLER')
    const own = createEntraVerifier({ ...offlineOptions, callers: [CLIENT_ID.toUpperCase()] })
    assert.equal(await refusalCode(() => own.verify(signV1({ appid: CLIENT_ID }))), 'ACCEPTED')
    assert.equal(await refusalCode(() => own.verify(signV1())), 'ERR_TOKEN_CALLER')
  })

  it('A05: refuses app-only tokens', async () => {
    assert.equal(await judge(signV1({ scp: undefined, roles: ['Act.All'] })), 'ERR_TOKEN_APP_ONLY')
    assert.equal(await judge(signV2({ scp: undefined })), 'ERR_TOKEN_APP_ONLY')
    for (const idtyp of ['app', 'device', '', null])
      assert.equal(await judge(signV1({ idtyp })), 'ERR_TOKEN_APP_ONLY')
    assert.equal(await judge(signV1({ idtyp: 'user' })), 'ACCEPTED')
  })

  it('A06: refuses a missing scope and one that merely contains the wanted one', async () => {
    const others = [
      '',
      'Other',
      'Global.Test2',
      'xGlobal.Test',
      'global.test',
      'Global.Test,Other',
      ['Global.Test'],
      null,
      1,
    ]
    for (const scp of others)
      assert.equal(await judge(signV1({ scp })), 'ERR_TOKEN_SCOPE', JSON.stringify(scp))
    for (const scp of ['Global.Test Other', 'Other Global.Test', 'A Global.Test B']) {
      assert.equal(await judge(signV1({ scp })), 'ACCEPTED', scp)
    }
    const several = createEntraVerifier({ ...offlineOptions, scope: ['Act', 'Act.All'] })
    assert.equal(await refusalCode(() => several.verify(signV1({ scp: 'openid Act.All' }))), 'ACCEPTED')
  })

  it('A07: refuses an ID token, a Graph token and a token for another app', async () => {
    const idToken = { azp: undefined, scp: undefined, nonce: 'n-0S6_WzA2Mj' }
    assert.equal(await judge(signV2(idToken)), 'ERR_TOKEN_CALLER')
    assert.equal(await judge(signV1({}, { nonce: 'AQABAAAA' })), 'ERR_TOKEN_AUDIENCE')
    assert.equal(await judge(signV1({ aud: 'https://graph.microsoft.com' })), 'ERR_TOKEN_AUDIENCE')
    assert.equal(await judge(signV1({ aud: '00000003-0000-0000-c000-000000000000' })), 'ERR_TOKEN_AUDIENCE')
    assert.equal(await judge(signV2({ aud: OBJECT_ID })), 'ERR_TOKEN_AUDIENCE')
  })

  it("A07: refuses the vendor page's sample token (Graph audience, tid that is no GUID)", async () => {
    // enable-entra-token-for-actionable-messages.md, "Sample token", with a real signature put under it.
    const sample = {
      aud: 'https://graph.microsoft.com/',
      iss: 'https://login.microsoftonline.com/1234567890',
      iat: 1673495600,
      nbf: 1673495600,
      exp: 1673499200,
      aio: 'AWQAm/8TAAAAbIRXVv66AlGAbTpvmfbtyMHZVpuhGjjasLVHf73tIlZI6dtwBFJQFCXUTDLxNnopKxopumbIJAMd3LqIQ==',
      azp: '1234567890-abcdefghijklmnopqrstuv',
      amr: ['pwd'],
      preferred_username: 'john.doe@contoso.com',
      sub: 'AUCeKGQXBnSqpWfTYEk0li8TyNul1QSuSxcPplBAwaQ',
      tid: '1234567890',
      uti: 'yvEyycOza9zpyjmgkdDqA',
      ver: '2.0',
    }
    const whole = { ...Object.fromEntries(Object.keys(v2Claims).map((name) => [name, undefined])), ...sample }
    const then = createEntraVerifier({ ...offlineOptions, now: () => (sample.iat + 60) * 1000 })
    assert.equal(await refusalCode(() => then.verify(signV2(whole))), 'ERR_TOKEN_TENANT')
    const repaired = { tid: TENANT, iss: v2Claims['iss'] }
    assert.equal(
      await refusalCode(() => then.verify(signV2({ ...whole, ...repaired }))),
      'ERR_TOKEN_AUDIENCE',
    )
  })

  it('T11: refuses a token without kid where several keys exist', async () => {
    assert.equal(await judge(signV1({}, { kid: undefined })), 'ERR_TOKEN_KEY_ID')
    assert.equal(await judge(signV1({}, { kid: 'unheard-of' })), 'ERR_ISSUER_KEY_UNKNOWN')
    for (const kid of [7, null, '', 'x'.repeat(300), '../key-v1', 'key\u0000v1', '__proto__']) {
      assert.equal(await judge(signV1({}, { kid })), 'ERR_TOKEN_KEY_ID', JSON.stringify(kid))
    }
  })

  it('K10: a clock without a value refuses', async () => {
    const stopped = createEntraVerifier({ ...offlineOptions, now: () => Number.NaN })
    assert.equal(await refusalCode(() => stopped.verify(signV1())), 'ERR_TOKEN_EXPIRED')
  })

  it('O05: ends every token in exactly one way, and leaves no rejection behind', async () => {
    const stray: unknown[] = []
    const onStray = (error: unknown): void => void stray.push(error)
    process.on('unhandledRejection', onStray)
    const { fetch, documents } = createFakeEntra()
    documents.delete(`https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`)
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    const tokens = [
      signV1(),
      signV2(),
      signV1({ aud: 'x' }),
      signV1({}, { kid: 'x' }),
      signV1({ tid: 'x' }),
      'x.y.z',
      '',
    ]
    const endings = await Promise.all(
      [...tokens, ...tokens].map(async (token) => {
        let resolved = 0
        let rejected = 0
        await Promise.resolve()
          .then(() => online.verify(token))
          .then(
            () => void (resolved += 1),
            () => void (rejected += 1),
          )
        return resolved + rejected
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', onStray)
    assert.deepEqual(new Set(endings), new Set([1]))
    assert.deepEqual(stray, [])
  })

  it('H05: no refusal holds a claim, a key or the token', async () => {
    const secret = 'c0ffee'
    const tokens = [
      signV1({ aud: secret }),
      signV1({ scp: secret }),
      signV1({ appid: secret }),
      signV1({ oid: secret }),
      signV1({ tid: secret }),
      signV1({ iss: secret }),
      signV1({ ver: secret }),
      signV1({ exp: secret }),
      signV1({}, { kid: secret }),
    ]
    for (const token of tokens) {
      await assert.rejects(
        async () => verifier.verify(token),
        (error: Error) => {
          const shown = `${error.message} ${JSON.stringify(error)} ${String(error.stack)}`
          return !shown.includes(secret) && !shown.includes(token.slice(0, 60))
        },
      )
    }
  })
})
