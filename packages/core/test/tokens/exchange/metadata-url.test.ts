import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { computeKeyThumbprint } from '../../../src/jose/index.js'
import { canonicalizeMetadataUrl, readTrustedMetadata } from '../../../src/tokens/exchange/metadata-url.js'
import { createExchangeVerifier, type ExchangeVerifierOptions } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import {
  certificateA,
  context,
  METADATA_URL,
  metadataOf,
  offlineOptions,
  publish,
  signDocumented,
} from './exchange-fixture.js'

const EMULATED = 'https://exchange.contoso.example/autodiscover/metadata/json/1'
const EMULATED_ISSUER = '00000002-0000-0ff1-ce00-000000000000@contoso.example'
const signEmulated = (): string =>
  signDocumented({ iss: EMULATED_ISSUER, appctx: { ...context, amurl: EMULATED } })

describe('exchange metadata address', () => {
  it('X05: has one canonical spelling', () => {
    for (const [text, canonical] of [
      ['https://a.b/c', 'https://a.b/c'],
      ['https://a.b:443/c', 'https://a.b/c'],
      ['https://A.b:0443/c', 'https://a.b/c'],
      ['https://a.b:444/c', 'https://a.b:444/c'],
      ['https://exch01/c', 'https://exch01/c'],
      ['https://mail.contoso.local/C', 'https://mail.contoso.local/C'],
    ] as const) {
      assert.equal(canonicalizeMetadataUrl(text), canonical)
    }
  })

  it('X01: an IP address is none, however it is written', () => {
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '017700000001',
      '1.2.3.4',
    ])
      assert.equal(canonicalizeMetadataUrl(`https://${host}/c`), undefined, host)
  })

  it('X01: whatever a token says, what is found is an address of the list', () => {
    const trusted = readTrustedMetadata([METADATA_URL, 'https://b.contoso.com:8443/m'], false, [])
    const near = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .tuple(fc.nat(METADATA_URL.length), fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }))
        .map(([at, more]) => `${METADATA_URL.slice(0, at)}${more}${METADATA_URL.slice(at)}`),
      fc
        .tuple(fc.nat(METADATA_URL.length - 1), fc.nat(3))
        .map(([at, gone]) => METADATA_URL.slice(0, at) + METADATA_URL.slice(at + gone)),
    )
    fc.assert(
      fc.property(near, (text) => {
        const found = trusted.find(text)
        if (found === undefined) return true
        // What a stricter reader than ours makes of the text is the very address that is found.
        return trusted.urls.includes(found) && new URL(text).href === found && /^https:/i.test(text)
      }),
      { numRuns: 3000 },
    )
  })

  it('is a fixed point, and never holds what the key is parted by', () => {
    const urls = fc
      .tuple(fc.domain(), fc.option(fc.nat(65535)), fc.webPath())
      .map(([host, port, path]) => `https://${host}${port === null ? '' : `:${String(port)}`}${path || '/'}`)
    fc.assert(
      fc.property(urls, (text) => {
        const canonical = canonicalizeMetadataUrl(text)
        return (
          canonical === undefined ||
          (canonicalizeMetadataUrl(canonical) === canonical && !canonical.includes('#'))
        )
      }),
    )
  })

  it("E02: refuses an emulator's server, issuer and list without trustEmulator", async () => {
    const verifier = createExchangeVerifier(offlineOptions)
    assert.equal(await refusalCode(() => verifier.verify(signEmulated())), 'ERR_TOKEN_EMULATOR')
    const amurlAlone = signDocumented({ appctx: { ...context, amurl: EMULATED } })
    assert.equal(await refusalCode(() => verifier.verify(amurlAlone)), 'ERR_TOKEN_METADATA_URL')
    assert.throws(
      () =>
        createExchangeVerifier({
          ...offlineOptions,
          trustedMetadata: [EMULATED],
          keys: { documents: { [EMULATED]: metadataOf(publish(certificateA)) } },
        }),
      { code: 'ERR_CONFIG_INVALID', message: /trustEmulator is not set/ },
    )
  })

  it("E02: under trustEmulator only the emulator's servers count, and only with its listed keys", async () => {
    const trusting = (keyThumbprint: string, url = EMULATED): ExchangeVerifierOptions => ({
      ...offlineOptions,
      trustedMetadata: [url],
      keys: {
        documents: { [url]: metadataOf(publish(certificateA)) },
        trustEmulator: { metadata: 'http://127.0.0.1:8787/issuers', keyThumbprint },
      },
    })
    const good = createExchangeVerifier(trusting(computeKeyThumbprint(certificateA.key)))
    assert.equal(await refusalCode(() => good.verify(signEmulated())), 'ACCEPTED')
    assert.equal(await refusalCode(() => good.verify(signDocumented())), 'ERR_TOKEN_ISSUER')
    const unpinned = createExchangeVerifier(trusting('A'.repeat(43)))
    assert.equal(await refusalCode(() => unpinned.verify(signEmulated())), 'ERR_ISSUER_KEY_SET')
    assert.throws(() => createExchangeVerifier(trusting('A'.repeat(43), METADATA_URL)), {
      code: 'ERR_CONFIG_INVALID',
      message: /a real server is listed/,
    })
    assert.throws(() => createExchangeVerifier(trusting('short')), { message: /keyThumbprint/ })
  })
})
