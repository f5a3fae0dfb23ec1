import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { computeKeyThumbprint } from '../../src/jose/index.js'
import { createIssuerKeys, type IssuerKeysOptions, type KeySourceOptions } from '../../src/issuers/index.js'
import { refusalCode } from '../refusal-code.js'
import { keyA, keyB } from './rsa-keys.js'

const issuer = 'https://issuer.contoso.com/sts/'
const metadataUrl = 'https://issuer.contoso.com/sts/.well-known/openid-configuration'
const jwks = { keys: [{ ...keyA.jwk, kid: 'a', use: 'sig' }] }

const create = (
  source: KeySourceOptions,
  options: Partial<IssuerKeysOptions> = {},
): ReturnType<typeof createIssuerKeys> =>
  createIssuerKeys({ issuer, metadataUrl, source, now: () => 1_800_000_000_000, ...options })

/** Serves documents by path over real HTTP while `use` runs; `{BASE}` in them is the server's own address. */
async function withServer(
  documents: Readonly<Record<string, unknown>>,
  use: (base: string, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const { port } = server.address() as AddressInfo
    const text = JSON.stringify(documents[path] ?? null).replaceAll('{BASE}', `http://127.0.0.1:${port}`)
    response
      .writeHead(path in documents ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' })
      .end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('createIssuerKeys', () => {
  it("fetches document and keys of a trusted emulator over HTTP, where the issuer's address says", async () => {
    const documents = {
      '/issuers/issuer.contoso.com/sts/.well-known/openid-configuration': {
        issuer,
        jwks_uri: '{BASE}/issuers/issuer.contoso.com/sts/keys',
      },
      '/issuers/issuer.contoso.com/sts/keys': jwks,
    }
    await withServer(documents, async (base, asked) => {
      const trustEmulator = {
        metadata: `${base}/issuers/`,
        keyThumbprint: computeKeyThumbprint(keyA.privateKey),
      }
      const keys = create({ fetch: globalThis.fetch, trustEmulator })
      assert.equal((await keys.find('a')).key.kid, 'a')
      assert.ok(!(keys.find('a') instanceof Promise))
      assert.deepEqual(asked, Object.keys(documents))
    })
  })

  it('E02: refuses the keys of an emulator that are not listed', async () => {
    const documents = {
      '/i/issuer.contoso.com/sts/.well-known/openid-configuration': { issuer, jwks_uri: '{BASE}/i/keys' },
      '/i/keys': jwks,
    }
    await withServer(documents, async (base) => {
      const trustEmulator = { metadata: `${base}/i`, keyThumbprint: computeKeyThumbprint(keyB.privateKey) }
      await assert.rejects(async () => create({ fetch: globalThis.fetch, trustEmulator }).find('a'), {
        code: 'ERR_ISSUER_UNAVAILABLE',
        details: { reason: 'ERR_ISSUER_KEY_SET' },
      })
    })
  })

  it('K09: fetches no key set from where the document should not point', async () => {
    const asked: string[] = []
    const pointing = (jwks_uri: unknown) => (url: string) => {
      asked.push(url)
      return Promise.resolve(Response.json({ issuer, jwks_uri }))
    }
    for (const address of [
      'https://evil.example/keys',
      'http://issuer.contoso.com/keys',
      'https://169.254.169.254/',
    ]) {
      await assert.rejects(async () => create({ fetch: pointing(address) }).find('a'), {
        code: 'ERR_ISSUER_UNAVAILABLE',
        details: { reason: 'ERR_ISSUER_ADDRESS' },
      })
    }
    await assert.rejects(async () => create({ fetch: pointing(undefined) }).find('a'), {
      code: 'ERR_ISSUER_UNAVAILABLE',
      details: { reason: 'ERR_ISSUER_DOCUMENT' },
    })
    assert.deepEqual(new Set(asked), new Set([metadataUrl]))
  })

  it('finds keys at hand, with and without their document', async () => {
    assert.equal((await create({ jwks }).find('a')).key.kid, 'a')
    assert.equal((await create({ jwks, metadata: { issuer } }).find('a')).key.kid, 'a')
    assert.equal(await refusalCode(() => create({ jwks }).find('b')), 'ERR_ISSUER_KEY_UNKNOWN')
    assert.equal(
      await refusalCode(() => create({ jwks, metadata: { issuer: `${issuer}x` } }).find('a')),
      'ERR_ISSUER_MISMATCH',
    )
    assert.equal(await refusalCode(() => create({ jwks: { keys: [] } }).find('a')), 'ERR_ISSUER_KEY_SET')
  })

  it('refuses a source that is none, or two', async () => {
    const none = [undefined, null, {}, { fetch: 'x' }, { fetch, jwks }] as unknown as KeySourceOptions[]
    for (const source of none) assert.equal(await refusalCode(() => create(source)), 'ERR_CONFIG_INVALID')
    assert.equal(
      await refusalCode(() => create({ fetch }, { metadataUrl: 'http://issuer.contoso.com/' })),
      'ERR_ISSUER_ADDRESS',
    )
  })
})
