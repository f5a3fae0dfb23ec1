import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { computeKeyThumbprint } from '../../../src/jose/index.js'
import { createExchangeVerifier } from '../../../src/tokens/index.js'
import { keyB, makeKey } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import { createFakeIssuers } from '../fake-issuers.js'
import { signToken } from '../sign-token.js'
import {
  certificateA,
  certificateB,
  context,
  documentedClaims,
  makeCertificate,
  METADATA_URL,
  metadataOf,
  NOW_SECONDS,
  offlineOptions,
  publish,
  signContexts,
  signDocumented,
  signObserved,
  type TestCertificate,
} from './exchange-fixture.js'

const signBy = ({ key, x5t }: TestCertificate): string =>
  signToken(documentedClaims, { key, header: { x5t } })

const judgeBy = (document: unknown, token: string): Promise<string> => {
  const verifier = createExchangeVerifier({
    ...offlineOptions,
    keys: { documents: { [METADATA_URL]: document } },
  })
  return refusalCode(() => verifier.verify(token))
}

/** What a token could name to have its own server asked, or the right one at another place. */
const UNLISTED = [
  'https://evil.com/autodiscover/metadata/json/1',
  'https://mail.contoso.com.evil.com/autodiscover/metadata/json/1',
  'https://mail.contoso.com@evil.com/autodiscover/metadata/json/1',
  'https://user@mail.contoso.com/autodiscover/metadata/json/1',
  'https://user:secret@mail.contoso.com/autodiscover/metadata/json/1',
  'https://xmail.contoso.com/autodiscover/metadata/json/1',
  'https://mail.contoso.com./autodiscover/metadata/json/1',
  'https://mail.contoso.com:444/autodiscover/metadata/json/1',
  'https://mail.contoso.com:80/autodiscover/metadata/json/1',
  'https://mail.contoso.com:0443/autodiscover/metadata/json/2',
  'https://mail.contoso.com/autodiscover/metadata/json/2',
  'https://mail.contoso.com/autodiscover/metadata/json/1/',
  'https://mail.contoso.com/Autodiscover/metadata/json/1',
  'https://mail.contoso.com/x/../autodiscover/metadata/json/1',
  'https://mail.contoso.com/./autodiscover/metadata/json/1',
  'https://mail.contoso.com/%61utodiscover/metadata/json/1',
  'https://mail.contoso.com//autodiscover/metadata/json/1',
  'https://mail.contoso.com\\autodiscover\\metadata\\json\\1',
  'https://mail.contoso.com/autodiscover/metadata/json/1?x',
  'https://mail.contoso.com/autodiscover/metadata/json/1#x',
  'https://mail.contoso.com/autodiscover/metadata/json/1\n',
  ' https://mail.contoso.com/autodiscover/metadata/json/1',
  'https://mail.con\ttoso.com/autodiscover/metadata/json/1',
  'https://ma\u0456l.contoso.com/autodiscover/metadata/json/1',
  'https://\uFF4Dail.contoso.com/autodiscover/metadata/json/1',
  'https:mail.contoso.com/autodiscover/metadata/json/1',
  '//mail.contoso.com/autodiscover/metadata/json/1',
  'http://mail.contoso.com/autodiscover/metadata/json/1',
  'https://10.0.0.1/autodiscover/metadata/json/1',
  'https://169.254.169.254/autodiscover/metadata/json/1',
  'https://2130706433/autodiscover/metadata/json/1',
  'https://[::1]/autodiscover/metadata/json/1',
  'https://localhost/autodiscover/metadata/json/1',
  'file:///etc/passwd',
  '',
  undefined,
  null,
  7,
  [METADATA_URL],
  { href: METADATA_URL },
]

describe('exchange metadata', () => {
  it('X01: an amurl off the list is refused and never fetched', async () => {
    const { fetch, asked } = createFakeIssuers({})
    const verifier = createExchangeVerifier({ ...offlineOptions, keys: { fetch } })
    for (const amurl of UNLISTED) {
      for (const token of signContexts({ amurl }))
        assert.equal(
          await refusalCode(() => verifier.verify(token)),
          'ERR_TOKEN_METADATA_URL',
          JSON.stringify(amurl),
        )
    }
    assert.deepEqual(asked, [])
  })

  it('X01: fetches the address that configuration has, once, and keeps what it says', async () => {
    const { fetch, asked } = createFakeIssuers({ [METADATA_URL]: metadataOf(publish(certificateA)) })
    const verifier = createExchangeVerifier({ ...offlineOptions, keys: { fetch } })
    const first = verifier.verify(signDocumented())
    assert.ok(first instanceof Promise)
    await first
    assert.ok(!(verifier.verify(signObserved()) instanceof Promise))
    assert.deepEqual(asked, [METADATA_URL])
  })

  it('X01 K09: a redirect is refused, wherever it leads', async () => {
    const document = JSON.stringify(metadataOf(publish(certificateA)))
    const server = createServer((request, response) => {
      const moved = request.url === '/issuers/exchange.contoso.example/autodiscover/metadata/json/1'
      response.writeHead(moved ? 302 : 200, {
        'content-type': 'application/json',
        ...(moved && { location: '/elsewhere' }),
      })
      response.end(document)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      const emulated = 'https://exchange.contoso.example/autodiscover/metadata/json/1'
      const verifier = createExchangeVerifier({
        ...offlineOptions,
        trustedMetadata: [emulated],
        keys: {
          fetch: globalThis.fetch,
          trustEmulator: {
            metadata: `http://127.0.0.1:${port}/issuers`,
            keyThumbprint: computeKeyThumbprint(certificateA.key),
          },
        },
      })
      const token = signDocumented({
        iss: '00000002-0000-0ff1-ce00-000000000000@contoso.example',
        appctx: { ...context, amurl: emulated },
      })
      assert.equal(await refusalCode(() => verifier.verify(token)), 'ERR_ISSUER_UNAVAILABLE')
    } finally {
      server.close()
    }
  })

  it('X02: refuses an x5t that the document does not have', async () => {
    const document = metadataOf(publish(certificateA))
    assert.equal(await judgeBy(document, signBy(certificateA)), 'ACCEPTED')
    assert.equal(await judgeBy(document, signBy(certificateB)), 'ERR_ISSUER_KEY_UNKNOWN')
    assert.equal(
      await judgeBy(document, signDocumented({}, { x5t: `${certificateA.x5t}=` })),
      'ERR_ISSUER_KEY_UNKNOWN',
    )
  })

  it("X02: a printed thumbprint unlike the certificate's own is believed by neither name", async () => {
    // B's certificate under A's name: whoever holds B's key would sign as A.
    const swapped = metadataOf(publish(certificateA), publish(certificateB, certificateA.x5t))
    const asA = signToken(documentedClaims, { key: certificateB.key, header: { x5t: certificateA.x5t } })
    assert.equal(await judgeBy(swapped, asA), 'ERR_TOKEN_SIGNATURE')
    assert.equal(await judgeBy(swapped, signBy(certificateB)), 'ERR_ISSUER_KEY_REFUSED')
    assert.equal(await judgeBy(swapped, signBy(certificateA)), 'ACCEPTED')
    const alone = metadataOf(publish(certificateB, certificateA.x5t))
    assert.equal(await judgeBy(alone, asA), 'ERR_ISSUER_KEY_SET')
  })

  it('X02: refuses a certificate that has expired or is not valid yet, also one that expires while cached', async () => {
    const { privateKey } = keyB
    const cases = [
      [-30, -1, 'ERR_ISSUER_CERTIFICATE'],
      [1, 30, 'ERR_ISSUER_CERTIFICATE'],
      [-1, 1, 'ACCEPTED'],
    ] as const
    for (const [from, to, verdict] of cases) {
      const certificate = await makeCertificate(privateKey, from, to)
      assert.equal(await judgeBy(metadataOf(publish(certificate)), signBy(certificate)), verdict)
    }
    const shortLived = await makeCertificate(privateKey, -1, 0.01)
    let now = NOW_SECONDS * 1000
    const verifier = createExchangeVerifier({
      ...offlineOptions,
      keys: { documents: { [METADATA_URL]: metadataOf(publish(shortLived)) } },
      now: () => now,
    })
    assert.equal(await refusalCode(() => verifier.verify(signBy(shortLived))), 'ACCEPTED')
    now += 864_000 + 301_000
    assert.equal(await refusalCode(() => verifier.verify(signBy(shortLived))), 'ERR_ISSUER_CERTIFICATE')
  })

  it('K08: uses no certificate with a weak key', async () => {
    // Core makes none; this one is OpenSSL's: RSA 1024.
    const weak = makeKey(1024).privateKey
    await assert.rejects(makeCertificate(weak), { code: 'ERR_KEY_WEAK' })
    assert.equal(
      await judgeBy(metadataOf(publish({ key: weak, ...WEAK_CERTIFICATE })), signBy(certificateA)),
      'ERR_ISSUER_KEY_SET',
    )
  })

  it('rolls over: two certificates at once, then the old one gone', async () => {
    const issuers = createFakeIssuers({ [METADATA_URL]: metadataOf(publish(certificateA)) })
    let now = NOW_SECONDS * 1000
    const verifier = createExchangeVerifier({
      ...offlineOptions,
      keys: { fetch: issuers.fetch },
      now: () => now,
    })
    const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token))
    assert.equal(await judge(signBy(certificateA)), 'ACCEPTED')
    issuers.documents.set(METADATA_URL, metadataOf(publish(certificateA), publish(certificateB)))
    assert.equal(await judge(signBy(certificateB)), 'ERR_ISSUER_KEY_UNKNOWN')
    now += 5 * 60_000
    assert.equal(await judge(signBy(certificateB)), 'ACCEPTED')
    assert.equal(await judge(signBy(certificateA)), 'ACCEPTED')
    issuers.documents.set(METADATA_URL, metadataOf(publish(certificateB)))
    now += 61 * 60_000
    // Refreshed in the background by the first use after an hour.
    await judge(signBy(certificateB))
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(await judge(signBy(certificateA)), 'ERR_ISSUER_KEY_UNKNOWN')
    assert.equal(await judge(signBy(certificateB)), 'ACCEPTED')
  })

  it('K11: a flood of unknown thumbprints causes one fetch per cool-down, for its own address only', async () => {
    const { fetch, asked } = createFakeIssuers({ [METADATA_URL]: metadataOf(publish(certificateA)) })
    const verifier = createExchangeVerifier({ ...offlineOptions, keys: { fetch } })
    await verifier.verify(signDocumented())
    for (let i = 0; i < 50; i++) {
      const token = signDocumented({}, { x5t: `flood${String(i)}` })
      assert.equal(await refusalCode(() => verifier.verify(token)), 'ERR_ISSUER_KEY_UNKNOWN')
    }
    assert.equal(asked.length, 1)
    assert.ok(!(verifier.verify(signDocumented()) instanceof Promise))
  })

  it('K10: a server that does not answer opens no door, and closes none of another', async () => {
    const other = 'https://mail.fabrikam.com/autodiscover/metadata/json/1'
    const { fetch } = createFakeIssuers({ [METADATA_URL]: metadataOf(publish(certificateA)) })
    const verifier = createExchangeVerifier({
      ...offlineOptions,
      trustedMetadata: [METADATA_URL, other],
      keys: { fetch },
    })
    const elsewhere = signDocumented({ appctx: { ...context, amurl: other } })
    assert.equal(await refusalCode(() => verifier.verify(elsewhere)), 'ERR_ISSUER_UNAVAILABLE')
    assert.equal(await refusalCode(() => verifier.verify(signDocumented())), 'ACCEPTED')
  })

  it('A02 M04: unusable options are configuration errors, listed at once', () => {
    const create = (options: Record<string, unknown>) => () =>
      createExchangeVerifier({ ...offlineOptions, ...options })
    assert.throws(create({ audience: [], trustedMetadata: [], clockSkewSeconds: 601, now: 1, keys: {} }), {
      code: 'ERR_CONFIG_INVALID',
      message: /keys:[^]*now:[^]*trustedMetadata:[^]*audience:[^]*clockSkewSeconds:/,
    })
    const wrong: Record<string, unknown>[] = [
      { audience: 'addin' },
      { audience: 'api://addin' },
      { audience: '' },
      { trustedMetadata: undefined },
      { trustedMetadata: ['http://mail.contoso.com/x'] },
      { trustedMetadata: ['https://10.0.0.1/x'] },
      { trustedMetadata: ['https://user@mail.contoso.com/x'] },
      { trustedMetadata: ['https://mail.contoso.com/x?y'] },
      { keys: { documents: {} } },
      { keys: { documents: {}, fetch: globalThis.fetch } },
      { keys: undefined },
      { keys: { documents: null } },
    ]
    for (const options of wrong)
      assert.throws(create(options), { code: 'ERR_CONFIG_INVALID' }, JSON.stringify(options))
  })
})

/** `openssl req -x509 -newkey rsa:1024 -days 20000`. */
const WEAK_CERTIFICATE = {
  value: [
    'MIIB/DCCAWWgAwIBAgIUHWGhtnvElSZq0npPzgV8jRquviswDQYJKoZIhvcNAQELBQAwDzENMAsGA1UEAwwEd2VhazAgFw0y',
    'NjExMjIwMTU0MzJaGA8yMDgxMDgyNTAxNTQzMlowDzENMAsGA1UEAwwEd2VhazCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkC',
    'gYEA3LlOyhybvQ/GdNQ1s1azw4xvC1pze25PehohiQTvJRQYMWfKOIDoYUhYaZy0IOSevi6NKTiXEezuqnr0AB6yIk/266G9',
    'P0RIV+RnJixxGMUs2Usabvoh68Kv0QHt4MEOs4PfVj4/UQ7IM95Q05lqwXyGDs6tW1yHQ/XDyrpmmD8CAwEAAaNTMFEwHQYD',
    'VR0OBBYEFFatuh2zXi0aRXUmbcNw2SN5kDDNMB8GA1UdIwQYMBaAFFatuh2zXi0aRXUmbcNw2SN5kDDNMA8GA1UdEwEB/wQF',
    'MAMBAf8wDQYJKoZIhvcNAQELBQADgYEArUD3pFKTEH2U4vkT/yyvnnDswg4c/92RnZDwUuqpQZnH+to27e64k+bEyhHJTXNZ',
    'mr5w93Fz8knsDZSbrGZOdl0TI6XykTCZeJO3ipvoYZMZfPhEOaZdMyGWEGR84blHcTZX4bom7aMeiJXvKf5w+903qzEd1qnx',
    'aY5oejls37U=',
  ].join(''),
  x5t: 'JTwZkwBltAiXKle-CYpEjrBXxgo',
}
