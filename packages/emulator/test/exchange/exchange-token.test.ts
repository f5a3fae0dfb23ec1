import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isReservedDomain } from '@countersign/core'
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK, jwtVerify } from 'jose'
import { Emulator, EXCHANGE_METADATA_URL, type ExchangeTokenRequest } from '../../src/index.js'
import { call } from '../support/http-call.js'

const AUDIENCE = 'https://add-in.contoso.example/index.html'
const METADATA_PATH = '/issuers/exchange.contoso.example/autodiscover/metadata/json/1'

interface Metadata {
  readonly keys: readonly {
    readonly usage: string
    readonly keyinfo: { readonly x5t: string }
    readonly keyvalue: { readonly type: string; readonly value: string }
  }[]
}

async function readMetadata(emulator: Emulator): Promise<Metadata> {
  const { status, text } = await call(emulator.url, METADATA_PATH)
  assert.equal(status, 200)
  return JSON.parse(text) as Metadata
}

/** The certificate whose recomputed thumbprint is the header's, as a service looks it up. */
async function findCertificate(emulator: Emulator, token: string): Promise<X509Certificate | undefined> {
  const { x5t } = decodeProtectedHeader(token)
  return (await readMetadata(emulator)).keys
    .map(({ keyvalue }) => new X509Certificate(Buffer.from(keyvalue.value, 'base64')))
    .find(({ raw }) => createHash('sha1').update(raw).digest('base64url') === x5t)
}

async function verify(emulator: Emulator, token: string): Promise<void> {
  const certificate = await findCertificate(emulator, token)
  if (certificate === undefined) throw new Error('no certificate for the x5t')
  await jwtVerify(token, certificate.publicKey, { algorithms: ['RS256'], audience: AUDIENCE })
}

describe('the on-premises Exchange', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  const mint = (own: Partial<ExchangeTokenRequest> = {}): Promise<string> =>
    emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE, ...own })

  it('publishes a self-signed certificate whose thumbprint is the printed one and whose key is listed', async () => {
    const { keys } = await readMetadata(emulator)
    assert.equal(keys.length, 1)
    for (const { usage, keyinfo, keyvalue } of keys) {
      assert.deepEqual([usage, keyvalue.type], ['signing', 'x509Certificate'])
      const certificate = new X509Certificate(Buffer.from(keyvalue.value, 'base64'))
      assert.ok(certificate.verify(certificate.publicKey))
      assert.equal(createHash('sha1').update(certificate.raw).digest('base64url'), keyinfo.x5t)
      const thumbprint = await calculateJwkThumbprint(await exportJWK(certificate.publicKey))
      assert.ok(emulator.keyThumbprints.includes(thumbprint))
    }
    const platform = JSON.parse(
      (await call(emulator.url, '/issuers/login.microsoftonline.com/common/discovery/v2.0/keys')).text,
    ) as { readonly keys: readonly { readonly kid: string }[] }
    assert.ok(!platform.keys.some(({ kid }) => kid === keys[0]?.keyinfo.x5t), 'a key of its own')
  })

  it('gives tokens as live ones are: appctx is a text, times are numbers, kid is the thumbprint in hex', async () => {
    const token = await mint()
    const header = decodeProtectedHeader(token)
    assert.equal(header.alg, 'RS256')
    assert.equal(header.kid, Buffer.from(String(header.x5t), 'base64url').toString('hex').toUpperCase())
    const claims = decodeJwt(token)
    assert.equal(claims.aud, AUDIENCE)
    assert.equal(claims.iss, '00000002-0000-0ff1-ce00-000000000000@contoso.example')
    assert.equal(Number(claims.exp) - Number(claims.nbf), 28_800)
    assert.equal(claims.isbrowserhostedapp, 'True')
    const appctx = JSON.parse(String(claims.appctx)) as Record<string, string>
    assert.equal(appctx.version, 'ExIdTok.V1')
    assert.equal(appctx.amurl, EXCHANGE_METADATA_URL)
    assert.match(appctx.msexchuid ?? '', /^[0-9a-f-]{36}@exchange\.contoso\.example$/)
    await verify(emulator, token)
  })

  it('X05: gives tokens as the documents print them too, with another spelling of amurl for the same user', async () => {
    const token = await mint({ shape: 'documented' })
    assert.deepEqual(Object.keys(decodeProtectedHeader(token)).sort(), ['alg', 'typ', 'x5t'])
    const claims = decodeJwt(token) as Record<string, unknown>
    assert.deepEqual([typeof claims.nbf, typeof claims.exp], ['string', 'string'])
    assert.equal(claims.isbrowserhostedapp, 'true')
    const appctx = claims.appctx as Record<string, string>
    assert.equal(appctx.amurl, 'https://exchange.contoso.example:443/autodiscover/metadata/json/1')
    const observed = JSON.parse(String(decodeJwt(await mint()).appctx)) as Record<string, string>
    assert.equal(appctx.msexchuid, observed.msexchuid)
  })

  it('gives one person one id, and never two the same, nor the object id of Entra', async () => {
    const ids = new Set<string>()
    const contoso = emulator.users.filter(({ addresses }) => addresses[0]?.endsWith('@contoso.example'))
    for (const { alias, objectId } of contoso) {
      const { appctx } = decodeJwt(await mint({ as: alias }))
      const { msexchuid } = JSON.parse(String(appctx)) as { msexchuid: string }
      assert.ok(!msexchuid.startsWith(objectId))
      ids.add(msexchuid)
    }
    assert.equal(ids.size, contoso.length)
  })

  it('E02: speaks with reserved names only, in every shape and fault, and only for its own people', async () => {
    const hostOf = (text: string): string => new URL(text).hostname
    for (const shape of ['observed', 'documented'] as const) {
      for (const fault of [undefined, 'other-metadata', 'other-version', 'unknown-certificate'] as const) {
        const claims = decodeJwt(await mint({ shape, ...(fault === undefined ? {} : { fault }) }))
        const appctx = (
          typeof claims.appctx === 'string' ? JSON.parse(claims.appctx) : claims.appctx
        ) as Record<string, string>
        const hosts = [String(claims.iss), String(claims.appctxsender), appctx.msexchuid ?? ''].map(
          (text) => text.split('@')[1] ?? '',
        )
        for (const host of [...hosts, hostOf(appctx.amurl ?? '')]) assert.ok(isReservedDomain(host), host)
      }
    }
    const foreigner = emulator.users.find(({ addresses }) => addresses[0]?.endsWith('@fabrikam.example'))
    await assert.rejects(mint({ as: foreigner?.alias ?? '' }), { code: 'ERR_EMULATOR_MINT_REFUSED' })
    await assert.rejects(mint({ as: 'nobody' }), { code: 'ERR_EMULATOR_USER_NOT_FOUND' })
    await assert.rejects(mint({ audience: '' }), { code: 'ERR_EMULATOR_MINT_REFUSED' })
  })

  it('makes each fault, and names them when asked for another', async () => {
    for (const fault of ['expired-token', 'future-token', 'wrong-audience', 'unknown-certificate'] as const) {
      await assert.rejects(async () => verify(emulator, await mint({ fault })), fault)
    }
    const { amurl } = JSON.parse(String(decodeJwt(await mint({ fault: 'other-metadata' })).appctx)) as {
      amurl: string
    }
    assert.notEqual(amurl, EXCHANGE_METADATA_URL)
    await assert.rejects(mint({ fault: 'earthquake' as 'other-version' }), { code: 'ERR_EMULATOR_FAULT' })
  })

  it('tells the event log of each token, without the token', async () => {
    const token = await mint()
    const event = emulator.listEvents().at(-1)
    assert.equal(event?.type, 'exchange-token-minted')
    assert.ok(!JSON.stringify(event).includes(token.split('.')[2] ?? token))
  })
})

describe('key roll-over of the Exchange', () => {
  it('publishes old and new, then the new one alone, and keeps that in the data folder', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'countersign-exchange-'))
    try {
      let emulator = await Emulator.start({ dataDir })
      const old = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
      assert.equal(await emulator.rollOverExchangeKeys(), 'both')
      const fresh = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
      assert.notEqual(decodeProtectedHeader(fresh).x5t, decodeProtectedHeader(old).x5t)
      await verify(emulator, old)
      await verify(emulator, fresh)
      assert.equal(await emulator.rollOverExchangeKeys(), 'second')
      assert.equal(await emulator.rollOverExchangeKeys(), 'second')
      assert.equal(await findCertificate(emulator, old), undefined)
      await verify(emulator, fresh)
      const { keyThumbprints } = emulator
      await emulator.close()
      emulator = await Emulator.start({ dataDir })
      assert.deepEqual(emulator.keyThumbprints, keyThumbprints)
      assert.equal((await readMetadata(emulator)).keys.length, 1)
      await verify(emulator, fresh)
      await emulator.close()
    } finally {
      await rm(dataDir, { recursive: true })
    }
  })

  it('has certificates that are valid under an old clock too', async () => {
    const now = Date.parse('2021-06-01T00:00:00Z')
    const emulator = await Emulator.start({ now: () => now })
    try {
      const token = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
      const certificate = await findCertificate(emulator, token)
      assert.ok(Date.parse(certificate?.validFrom ?? '') < now)
      assert.ok(Date.parse(certificate?.validTo ?? '') > now)
    } finally {
      await emulator.close()
    }
  })
})

describe('the Exchange over HTTP', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  const post = (path: string, body: object, secret = emulator.secret): ReturnType<typeof call> =>
    call(emulator.url, `/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Countersign-Secret': secret },
      body: JSON.stringify(body),
    })

  it('mints and rolls over for who has the secret', async () => {
    const minted = await post('exchange-tokens', { as: 'adele', audience: AUDIENCE, shape: 'documented' })
    assert.equal(minted.status, 201)
    const { token } = JSON.parse(minted.text) as { token: string }
    assert.equal(typeof decodeJwt(token).appctx, 'object')
    assert.equal((await post('exchange-tokens', { as: 'adele', audience: AUDIENCE }, 'wrong')).status, 403)
    for (const body of [{ as: 'adele' }, { as: 'adele', audience: 'a', shape: 'x' }, { audience: 'a' }]) {
      assert.equal((await post('exchange-tokens', body)).status, 400)
    }
    assert.equal((await post('exchange-tokens', { as: 'adele', audience: 'a', fault: 'x' })).status, 400)
    assert.deepEqual(JSON.parse((await post('exchange-keys/roll-over', {})).text), { keyStage: 'both' })
    const status = await call(emulator.url, '/api/v1/exchange', {
      headers: { 'Countersign-Secret': emulator.secret },
    })
    assert.equal((JSON.parse(status.text) as { keyStage: string }).keyStage, 'both')
  })

  it('has no other document under its host', async () => {
    for (const path of [`${METADATA_PATH}/`, METADATA_PATH.replace('/1', '/2')]) {
      assert.equal((await call(emulator.url, path)).status, 404)
    }
  })
})
