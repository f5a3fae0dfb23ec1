import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EMULATOR_TENANTS } from '../../../src/issuers/index.js'
import { computeKeyThumbprint } from '../../../src/jose/index.js'
import { createEntraVerifier, createSubstrateVerifier } from '../../../src/tokens/index.js'
import { keyA, keyB } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import { createFakeIssuers } from '../fake-issuers.js'
import { signToken } from '../sign-token.js'
import {
  CLIENT_ID,
  createFakeEntra,
  offlineOptions,
  OTHER_TENANT,
  signV1,
  signV2,
  TENANT,
  UNLISTED_TENANT,
  v1Claims,
  v1Issuer,
  v1Key,
  v2Claims,
  v2Issuer,
  v2Key,
} from './entra-fixture.js'

const verifier = createEntraVerifier(offlineOptions)
const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token))
const login = 'https://login.microsoftonline.com'

describe('entra issuers and tenants', () => {
  it('K01: refuses look-alike issuers', async () => {
    const lookAlikes = [
      `https://sts.windows.net.evil.example/${TENANT}/`,
      `https://sts.windows.net@evil.example/${TENANT}/`,
      `https://evil.example/sts.windows.net/${TENANT}/`,
      `https://STS.windows.net/${TENANT}/`,
      `https://sts.windows.net/${TENANT.toUpperCase()}/`,
      `https://sts.windows.net/${TENANT}`,
      `https://sts.windows.net/${TENANT}//`,
      `https://sts.windows.net:443/${TENANT}/`,
      `http://sts.windows.net/${TENANT}/`,
      ` https://sts.windows.net/${TENANT}/`,
      `https://login.microsoftonline.com/${TENANT}/v2.0/`,
      `https://login.microsoftonline.com/${TENANT}/`,
      `https://login.windows.net/${TENANT}/v2.0`,
      `https://login.microsoftonline.com/common/v2.0`,
      'https://substrate.office.com/sts/',
      '',
      undefined,
      null,
      [v1Issuer(TENANT)],
    ]
    for (const iss of lookAlikes)
      assert.equal(await judge(signV1({ iss })), 'ERR_TOKEN_ISSUER', JSON.stringify(iss))
  })

  it('K02: refuses a tid unlike the tenant in iss', async () => {
    assert.equal(await judge(signV1({ tid: OTHER_TENANT })), 'ERR_TOKEN_ISSUER')
    assert.equal(await judge(signV2({ iss: v2Issuer(OTHER_TENANT) })), 'ERR_TOKEN_ISSUER')
  })

  it('K02: refuses a tid that is no GUID, and asks no address for it', async () => {
    const { fetch, asked } = createFakeEntra()
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    const tids = [
      'common',
      'organizations',
      'consumers',
      '../x',
      `${TENANT}?x=`,
      `${TENANT}/`,
      '',
      undefined,
      null,
      7,
      [TENANT],
      TENANT.toUpperCase(),
    ]
    for (const tid of tids) {
      const token = signV1({ tid, iss: `https://sts.windows.net/${String(tid)}/` })
      assert.equal(await refusalCode(() => online.verify(token)), 'ERR_TOKEN_TENANT', JSON.stringify(tid))
    }
    assert.deepEqual(asked, [])
  })

  it('K03: refuses a tenant that is not allowed', async () => {
    assert.equal(
      await judge(signV1({ tid: UNLISTED_TENANT, iss: v1Issuer(UNLISTED_TENANT) })),
      'ERR_TOKEN_TENANT',
    )
    assert.equal(await judge(signV1({ tid: OTHER_TENANT, iss: v1Issuer(OTHER_TENANT) })), 'ACCEPTED')
  })

  it('T10: a tenant named after an object member is not allowed', async () => {
    for (const tid of ['__proto__', 'constructor', 'toString']) {
      assert.equal(await judge(signV1({ tid, iss: v1Issuer(tid) })), 'ERR_TOKEN_TENANT')
    }
  })

  it('K04: refuses a key whose own issuer does not cover the token', async () => {
    const foreign = { ...v2Key, issuer: v2Issuer(UNLISTED_TENANT) }
    const strict = createEntraVerifier({
      ...offlineOptions,
      keys: { jwks: { keys: [v1Key, foreign, { ...v2Key, kid: 'x' }] } },
    })
    assert.equal(await refusalCode(() => strict.verify(signV2())), 'ERR_ISSUER_KEY_REFUSED')
  })

  it('K05: refuses the right kid at another tenant or cloud', async () => {
    const { fetch, documents } = createFakeEntra()
    documents.set(`${login}/${OTHER_TENANT}/.well-known/openid-configuration`, {
      issuer: v1Issuer(OTHER_TENANT),
      jwks_uri: `${login}/other/keys`,
    })
    documents.set(`${login}/other/keys`, { keys: [{ ...keyB.jwk, kid: 'key-v1' }] })
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    const token = signV1({ tid: OTHER_TENANT, iss: v1Issuer(OTHER_TENANT) })
    assert.equal(await refusalCode(() => online.verify(token)), 'ERR_TOKEN_SIGNATURE')
    const government = createFakeEntra()
    government.documents.set(`${login}/${TENANT}/discovery/v2.0/keys`, {
      keys: [
        { ...v2Key, cloud_instance_name: 'microsoftonline.us' },
        { ...v1Key, issuer: v2Key.issuer },
      ],
    })
    const mixed = createEntraVerifier({ ...offlineOptions, keys: { fetch: government.fetch } })
    assert.equal(await refusalCode(() => mixed.verify(signV2())), 'ERR_ISSUER_KEY_REFUSED')
  })

  it('K05: each cloud has its own issuers; v1 is off in China', async () => {
    const usIssuer = `https://login.microsoftonline.us/${TENANT}/v2.0`
    const cnIssuer = `https://login.partner.microsoftonline.cn/${TENANT}/v2.0`
    const rows = [
      {
        cloud: 'public',
        accepted: v2Issuer(TENANT),
        v1: 'ACCEPTED',
        host: 'login.microsoftonline.com',
        name: 'microsoftonline.com',
      },
      {
        cloud: 'usgov',
        accepted: usIssuer,
        v1: 'ACCEPTED',
        host: 'login.microsoftonline.us',
        name: 'microsoftonline.us',
      },
      {
        cloud: 'china',
        accepted: cnIssuer,
        v1: 'ERR_TOKEN_ISSUER',
        host: 'login.partner.microsoftonline.cn',
        name: 'partner.microsoftonline.cn',
      },
    ] as const
    for (const row of rows) {
      const { fetch, asked } = createFakeEntra(TENANT, row.host, row.name)
      const there = createEntraVerifier({ ...offlineOptions, cloud: row.cloud, keys: { fetch } })
      for (const iss of [v2Issuer(TENANT), usIssuer, cnIssuer]) {
        const expected = iss === row.accepted ? 'ACCEPTED' : 'ERR_TOKEN_ISSUER'
        assert.equal(await refusalCode(() => there.verify(signV2({ iss }))), expected, `${row.cloud} ${iss}`)
      }
      assert.equal(await refusalCode(() => there.verify(signV1())), row.v1, row.cloud)
      assert.ok(asked.every((url) => url.startsWith(`https://${row.host}/`)))
    }
  })

  it('K07: refuses tokens of other profiles', async () => {
    const substrate = {
      iss: 'https://substrate.office.com/sts/',
      ver: 'STI.ExternalAccessToken.V1',
      tid: undefined,
      sub: 'adele@contoso.com',
    }
    assert.equal(await judge(signV1(substrate)), 'ERR_TOKEN_TENANT')
    assert.equal(await judge(signV1({ ...substrate, tid: TENANT })), 'ERR_TOKEN_ISSUER')
    assert.equal(
      await judge(signV1({ iss: 'https://api.botframework.com', tid: undefined })),
      'ERR_TOKEN_TENANT',
    )
    assert.equal(
      await judge(signV1({ iss: `00000002-0000-0ff1-ce00-000000000000@${TENANT}` })),
      'ERR_TOKEN_ISSUER',
    )
    const other = createSubstrateVerifier({
      audience: v1Claims['aud'] as string,
      keys: { jwks: { keys: [v1Key] } },
      now: offlineOptions.now,
    })
    assert.equal(await refusalCode(() => other.verify(signV1())), 'ERR_TOKEN_ISSUER')
  })

  it('K13: refuses v1 tokens under v2 keys and the reverse, offline and fetched', async () => {
    const v1WithV2Key = signToken(v1Claims, { key: keyB.privateKey, header: { kid: 'key-v2' } })
    const v2WithV1Key = signToken(v2Claims, { key: keyA.privateKey, header: { kid: 'key-v1' } })
    assert.equal(await judge(v1WithV2Key), 'ERR_ISSUER_KEY_REFUSED')
    assert.equal(await judge(v2WithV1Key), 'ERR_ISSUER_KEY_REFUSED')
    const { fetch } = createFakeEntra()
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    assert.equal(await refusalCode(() => online.verify(v1WithV2Key)), 'ERR_ISSUER_KEY_UNKNOWN')
    assert.equal(await refusalCode(() => online.verify(v2WithV1Key)), 'ERR_ISSUER_KEY_UNKNOWN')
  })

  it('K13: refuses a v2 key without issuer', async () => {
    const { fetch, documents } = createFakeEntra()
    const nameless = { ...keyB.jwk, kid: 'key-v2' }
    documents.set(`${login}/${TENANT}/discovery/v2.0/keys`, {
      keys: [nameless, { ...v2Key, ...keyA.jwk, kid: 'x' }],
    })
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    assert.equal(await refusalCode(() => online.verify(signV2())), 'ERR_ISSUER_KEY_REFUSED')
  })

  it('K13: keys at hand with the document of one version judge no token of the other', async () => {
    const metadata = { issuer: 'https://sts.windows.net/{tenantid}/' }
    const v1Only = createEntraVerifier({
      ...offlineOptions,
      keys: { jwks: { keys: [v1Key, v2Key] }, metadata },
    })
    assert.equal(await refusalCode(() => v1Only.verify(signV1())), 'ACCEPTED')
    assert.equal(await refusalCode(() => v1Only.verify(signV2())), 'ERR_ISSUER_MISMATCH')
  })

  it('K09: refuses the keys of a document that speaks for another issuer', async () => {
    const { fetch, documents } = createFakeEntra()
    documents.set(`${login}/${TENANT}/.well-known/openid-configuration`, {
      issuer: v2Issuer(TENANT),
      jwks_uri: `${login}/common/discovery/keys`,
    })
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    await assert.rejects(async () => online.verify(signV1()), {
      code: 'ERR_ISSUER_UNAVAILABLE',
      details: { reason: 'ERR_ISSUER_MISMATCH' },
    })
  })

  it('K10: no keys, no entry', async () => {
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch: createFakeIssuers({}).fetch } })
    assert.equal(await refusalCode(() => online.verify(signV1())), 'ERR_ISSUER_UNAVAILABLE')
    assert.equal(await refusalCode(() => online.verify(signV1())), 'ERR_ISSUER_UNAVAILABLE')
  })

  it('K12: a flood of random tenants causes no fetch', async () => {
    const { fetch, asked } = createFakeEntra()
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    for (let i = 0; i < 300; i++) {
      const tid = `${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
      assert.equal(
        await refusalCode(() => online.verify(signV1({ tid, iss: v1Issuer(tid) }))),
        'ERR_TOKEN_TENANT',
      )
    }
    assert.deepEqual(asked, [])
  })

  it('K11: a flood of unknown kids at one tenant causes one fetch of each document', async () => {
    const { fetch, asked } = createFakeEntra()
    const online = createEntraVerifier({ ...offlineOptions, keys: { fetch } })
    for (let i = 0; i < 100; i++) {
      assert.equal(
        await refusalCode(() => online.verify(signV1({}, { kid: `flood${i}` }))),
        'ERR_ISSUER_KEY_UNKNOWN',
      )
    }
    assert.equal(asked.length, 2)
    assert.equal(await refusalCode(() => online.verify(signV1())), 'ACCEPTED')
  })
})

describe('entra and the emulator', () => {
  const tid = EMULATOR_TENANTS.contoso.tenantId
  const base = 'http://127.0.0.1:8787/issuers'
  const emulator = createFakeIssuers({
    [`${base}/login.microsoftonline.com/${tid}/.well-known/openid-configuration`]: {
      issuer: v1Issuer(tid),
      jwks_uri: `${base}/login.microsoftonline.com/common/discovery/keys`,
    },
    [`${base}/login.microsoftonline.com/common/discovery/keys`]: {
      keys: [v1Key, { ...keyB.jwk, kid: 'unlisted' }],
    },
  })
  const trustEmulator = { metadata: base, keyThumbprint: computeKeyThumbprint(keyA.privateKey) }
  const token = signV1({ tid, iss: v1Issuer(tid) })

  it('E02: accepts an emulator token only under trustEmulator', async () => {
    const trusting = createEntraVerifier({
      ...offlineOptions,
      tenants: [tid],
      keys: { fetch: emulator.fetch, trustEmulator },
    })
    assert.equal(await refusalCode(() => trusting.verify(token)), 'ACCEPTED')
    const asked = emulator.asked.length
    const careless = createEntraVerifier({
      ...offlineOptions,
      tenants: [TENANT, tid],
      keys: { fetch: emulator.fetch },
    })
    for (const plain of [verifier, careless]) {
      assert.equal(await refusalCode(() => plain.verify(token)), 'ERR_TOKEN_EMULATOR')
    }
    assert.equal(emulator.asked.length, asked)
  })

  it('K03: under trustEmulator, refuses the other tenant of the emulator as one that is not allowed', async () => {
    const trusting = createEntraVerifier({
      ...offlineOptions,
      tenants: [tid],
      keys: { fetch: emulator.fetch, trustEmulator },
    })
    const other = EMULATOR_TENANTS.fabrikam.tenantId
    const foreign = signV1({ tid: other, iss: v1Issuer(other) })
    assert.equal(await refusalCode(() => trusting.verify(foreign)), 'ERR_TOKEN_TENANT')
  })

  it('E02: under trustEmulator, refuses keys off the list and every real tenant', async () => {
    const keys = { fetch: emulator.fetch, trustEmulator }
    const trusting = createEntraVerifier({ ...offlineOptions, tenants: [tid], keys })
    const unlisted = signToken(
      { ...v1Claims, tid, iss: v1Issuer(tid) },
      { key: keyB.privateKey, header: { kid: 'unlisted' } },
    )
    assert.equal(await refusalCode(() => trusting.verify(unlisted)), 'ERR_ISSUER_KEY_REFUSED')
    assert.equal(await refusalCode(() => trusting.verify(signV1())), 'ERR_TOKEN_TENANT')
    assert.equal(
      await refusalCode(() => createEntraVerifier({ ...offlineOptions, tenants: [tid, TENANT], keys })),
      'ERR_CONFIG_INVALID',
    )
  })

  it('uses keys at hand under trustEmulator', async () => {
    const keys = { jwks: { keys: [v1Key] }, trustEmulator }
    const trusting = createEntraVerifier({ ...offlineOptions, tenants: [tid], keys, audience: CLIENT_ID })
    assert.equal(
      await refusalCode(() => trusting.verify(signV1({ tid, iss: v1Issuer(tid), aud: CLIENT_ID }))),
      'ACCEPTED',
    )
  })
})
