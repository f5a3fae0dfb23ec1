import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import {
  computeKeyThumbprint,
  createEntraVerifier,
  createSubstrateVerifier,
  EMULATOR_TENANTS,
} from '@countersign/core'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { Emulator, type TokenProfile } from '../../src/index.js'

const TENANT = EMULATOR_TENANTS.contoso.tenantId
const AUDIENCE = 'api://auth-am-65c680ef-36a6-4a1b-b84c-a7b5c6198792/65c680ef-36a6-4a1b-b84c-a7b5c6198792'
const PLATFORM = '48af08dc-f6d2-435f-b2a7-069abd99c086'
const V1 = `login.microsoftonline.com/${TENANT}/.well-known/openid-configuration`
const V2 = `login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`
const SUBSTRATE = 'substrate.office.com/sts/common/.well-known/openid-configuration'

interface KeySet {
  readonly keys: readonly (Record<string, string> & { readonly x5c: readonly string[] })[]
}

describe('the issuers', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  async function getJson(url: string): Promise<Record<string, unknown>> {
    const response = await fetch(url)
    assert.equal(response.status, 200, url)
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/)
    return (await response.json()) as Record<string, unknown>
  }

  async function getKeys(path: string): Promise<KeySet> {
    const document = await getJson(`${emulator.issuerBase}/${path}`)
    return (await getJson(String(document.jwks_uri))) as unknown as KeySet
  }

  for (const [path, issuer] of [
    [V1, `https://sts.windows.net/${TENANT}/`],
    [V2, `https://login.microsoftonline.com/${TENANT}/v2.0`],
    [SUBSTRATE, 'https://substrate.office.com/sts/'],
    [
      'login.microsoftonline.com/common/.well-known/openid-configuration',
      'https://sts.windows.net/{tenantid}/',
    ],
    [
      'login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      'https://login.microsoftonline.com/{tenantid}/v2.0',
    ],
  ] as const) {
    it(`serves ${path.replace(TENANT, '{tid}')} with the real issuer string and a key set of its own`, async () => {
      const document = await getJson(`${emulator.issuerBase}/${path}`)
      assert.equal(document.issuer, issuer)
      assert.deepEqual(document.id_token_signing_alg_values_supported, ['RS256'])
      assert.ok(String(document.jwks_uri).startsWith(`${emulator.issuerBase}/${path.split('/')[0] ?? ''}/`))
      assert.equal((await getKeys(path)).keys.length, 1)
    })
  }

  it('publishes keys as the real sets do: no alg, issuer only in the v2 set, kid and x5t the thumbprint of x5c', async () => {
    const [v1, v2, substrate] = await Promise.all([V1, V2, SUBSTRATE].map(getKeys))
    assert.equal(v1?.keys[0]?.issuer, undefined)
    assert.equal(v2?.keys[0]?.issuer, `https://login.microsoftonline.com/${TENANT}/v2.0`)
    assert.equal(substrate?.keys[0]?.issuer, undefined)
    for (const key of [v1, v2, substrate].flatMap((set) => set?.keys ?? [])) {
      assert.deepEqual(
        [key.kty, key.use, key.alg, key.e, key.d],
        ['RSA', 'sig', undefined, 'AQAB', undefined],
      )
      const certificate = new X509Certificate(Buffer.from(key.x5c[0] ?? '', 'base64'))
      const sha1 = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url')
      assert.deepEqual([key.kid, key.x5t], [sha1, sha1])
      assert.equal(computeKeyThumbprint(certificate.publicKey), emulator.keyThumbprints[0])
    }
  })

  it('has no documents for a tenant that is not its own', async () => {
    const foreign = V2.replace(TENANT, '72f988bf-86f1-41af-91ab-2d7cd011db47')
    for (const path of [foreign, 'login.microsoftonline.com/../keys', 'example.com/', '']) {
      assert.equal((await fetch(`${emulator.issuerBase}/${path}`)).status, 404)
    }
  })

  for (const [profile, path, issuer, ver] of [
    ['entra-v1', V1, `https://sts.windows.net/${TENANT}/`, '1.0'],
    ['entra-v2', V2, `https://login.microsoftonline.com/${TENANT}/v2.0`, '2.0'],
    ['substrate', SUBSTRATE, 'https://substrate.office.com/sts/', 'STI.ExternalAccessToken.V1'],
    ['substrate-connector', SUBSTRATE, 'https://substrate.office.com/sts/', 'STI.ExternalAccessToken.V1'],
  ] as const) {
    it(`mints ${profile} tokens that jose verifies against the served documents`, async () => {
      const token = await emulator.mintActionToken({ profile, as: 'adele', audience: AUDIENCE })
      const { jwks_uri: keys } = await getJson(`${emulator.issuerBase}/${path}`)
      const keySet = createRemoteJWKSet(new URL(String(keys)))
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience: AUDIENCE,
        algorithms: ['RS256'],
      })
      assert.equal(payload.ver, ver)
    })

    it(`mints ${profile} tokens that jsonwebtoken verifies with the served certificate`, async () => {
      const token = await emulator.mintActionToken({ profile, as: 'adele', audience: AUDIENCE })
      const { keys } = await getKeys(path)
      const key = keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid)
      const pem = `-----BEGIN CERTIFICATE-----\n${key?.x5c[0] ?? ''}\n-----END CERTIFICATE-----`
      const payload = jsonwebtoken.verify(token, pem, { algorithms: ['RS256'], issuer, audience: AUDIENCE })
      assert.equal((payload as Record<string, unknown>).ver, ver)
    })
  }

  async function claimsOf(profile: TokenProfile): Promise<Record<string, unknown>> {
    const token = await emulator.mintActionToken({
      profile,
      as: 'adele',
      audience: AUDIENCE,
      sender: 's@contoso.example',
    })
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
  }

  it('writes the claims of each shape, and none of another', async () => {
    const adele = emulator.users.find(({ alias }) => alias === 'adele')
    const v1 = await claimsOf('entra-v1')
    assert.deepEqual(
      [v1.appid, v1.azp, v1.upn, v1.unique_name, v1.oid, v1.tid, v1.scp, v1.given_name, v1.family_name],
      [PLATFORM, undefined, adele?.upn, adele?.upn, adele?.objectId, TENANT, 'Global.Test', 'Adele', 'Vance'],
    )
    assert.equal(typeof v1.uti, 'string')
    const v2 = await claimsOf('entra-v2')
    assert.deepEqual(
      [v2.azp, v2.appid, v2.preferred_username, v2.upn],
      [PLATFORM, undefined, adele?.upn, undefined],
    )
    const mail = await claimsOf('substrate')
    assert.deepEqual(
      [mail.sub, mail.sender, mail.appid, mail.appidacr, mail.tid, Number(mail.exp) - Number(mail.iat)],
      ['adele@contoso.example', 's@contoso.example', PLATFORM, '2', undefined, 900],
    )
    const connector = await claimsOf('substrate-connector')
    assert.deepEqual(
      [connector.sub, connector.oid, connector.tid, 'sender' in connector],
      [adele?.objectId, adele?.objectId, TENANT, false],
    )
  })

  it("passes our own verifiers, and E02: only where the service trusts this emulator's keys", async () => {
    const trust = { metadata: emulator.issuerBase, keyThumbprint: emulator.keyThumbprints }
    const shared = { audience: AUDIENCE, tenants: [TENANT], scope: 'Global.Test', now: Date.now }
    const v1 = await emulator.mintActionToken({ as: 'adele', audience: AUDIENCE })
    const trusting = createEntraVerifier({ ...shared, keys: { fetch, trustEmulator: trust } })
    assert.equal((await trusting.verify(v1)).actor.objectId, emulator.users[0]?.objectId)
    const substrate = createSubstrateVerifier({
      audience: AUDIENCE,
      keys: { fetch, trustEmulator: trust },
      now: Date.now,
    })
    const mail = await emulator.mintActionToken({ profile: 'substrate', as: 'adele', audience: AUDIENCE })
    assert.equal((await substrate.verify(mail)).actor.address, 'adele@contoso.example')

    const other = { ...trust, keyThumbprint: 'A'.repeat(43) }
    const elsewhere = createEntraVerifier({ ...shared, keys: { fetch, trustEmulator: other } })
    await assert.rejects(async () => elsewhere.verify(v1))
  })

  it('E02: mints for nobody but its own users, and never under an address that is not theirs', async () => {
    for (const as of [
      'mallory@evil.test',
      'adele@contoso.com',
      '72f988bf-86f1-41af-91ab-2d7cd011db47',
      '',
      '__proto__',
    ]) {
      await assert.rejects(emulator.mintActionToken({ as, audience: AUDIENCE }), {
        code: 'ERR_EMULATOR_USER_NOT_FOUND',
      })
    }
    for (const address of ['alex@contoso.example', 'adele@contoso.com', 'ceo@bigcorp.com']) {
      await assert.rejects(
        emulator.mintActionToken({ profile: 'substrate', as: 'adele', audience: AUDIENCE, address }),
        { code: 'ERR_EMULATOR_MINT_REFUSED' },
      )
    }
  })

  it('rotates to a key whose thumbprint was known from the start, and keeps the old one published', async () => {
    const [first, second] = emulator.keyThumbprints
    const before = await getKeys(V1)
    await emulator.rotateKeys()
    const { keys } = await getKeys(V1)
    assert.equal(keys.length, 2)
    assert.equal(keys[0]?.kid, before.keys[0]?.kid)
    const prints = keys.map(({ x5c }) =>
      computeKeyThumbprint(new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64')).publicKey),
    )
    assert.deepEqual(prints, [first, second])
    const token = await emulator.mintActionToken({ as: 'adele', audience: AUDIENCE })
    assert.equal(decodeProtectedHeader(token).kid, keys[1]?.kid)
  })
})
