import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createExchangeVerifier, type ActionTokenVerifier } from '@countersign/core'
import { Emulator, EXCHANGE_METADATA_URL, type ExchangeTokenRequest } from '../../src/index.js'
import { call } from '../support/http-call.js'

const AUDIENCE = 'https://add-in.contoso.example/index.html'

describe('Exchange tokens at a service that verifies them', () => {
  let emulator: Emulator
  let now = Date.now()
  before(async () => {
    emulator = await Emulator.start({ now: () => now })
  })
  after(() => emulator.close())

  const makeVerifier = (own: { readonly trustedMetadata?: readonly string[] } = {}): ActionTokenVerifier =>
    createExchangeVerifier({
      audience: AUDIENCE,
      trustedMetadata: [EXCHANGE_METADATA_URL],
      keys: {
        fetch,
        trustEmulator: { metadata: emulator.issuerBase, keyThumbprint: emulator.keyThumbprints },
      },
      now: () => now,
      ...own,
    })
  const mint = (own: Partial<ExchangeTokenRequest> = {}): Promise<string> =>
    emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE, ...own })

  it('X05: both shapes are one user, and two people are two', async () => {
    const verifier = makeVerifier()
    const [observed, documented, alex] = await Promise.all(
      [mint(), mint({ shape: 'documented' }), mint({ as: 'alex' })].map(async (token) =>
        verifier.verify(await token),
      ),
    )
    assert.ok(observed?.actor.exchangeUser !== undefined)
    assert.deepEqual(observed.actor.exchangeUser, documented?.actor.exchangeUser)
    assert.notEqual(observed.actor.exchangeUser.key, alex?.actor.exchangeUser?.key)
  })

  for (const [fault, code] of [
    ['expired-token', 'ERR_TOKEN_EXPIRED'],
    ['future-token', 'ERR_TOKEN_NOT_YET_VALID'],
    ['wrong-audience', 'ERR_TOKEN_AUDIENCE'],
    ['other-metadata', 'ERR_TOKEN_METADATA_URL'],
    ['unknown-certificate', 'ERR_ISSUER_KEY_UNKNOWN'],
    ['other-version', 'ERR_TOKEN_VERSION'],
  ] as const) {
    for (const shape of ['observed', 'documented'] as const) {
      it(`${fault}, ${shape}: refused with ${code}`, async () => {
        const token = await mint({ fault, shape })
        await assert.rejects(async () => makeVerifier().verify(token), { code })
      })
    }
  }

  it('takes old and new tokens through a roll-over, and the old ones no more at its end', async () => {
    const old = await mint()
    const verifier = makeVerifier()
    await verifier.verify(old)
    assert.equal(await emulator.rollOverExchangeKeys(), 'both')
    const fresh = await mint()
    // The document is not asked again for each unknown thumbprint.
    now += 6 * 60_000
    await verifier.verify(fresh)
    await verifier.verify(old)
    assert.equal(await emulator.rollOverExchangeKeys(), 'second')
    const late = makeVerifier()
    await late.verify(fresh)
    await assert.rejects(async () => late.verify(old), { code: 'ERR_ISSUER_KEY_UNKNOWN' })
  })

  it('K07: a token of the platform is no Exchange token, and the emulator’s name is trusted by request only', async () => {
    const entra = await emulator.mintActionToken({ as: 'adele', audience: AUDIENCE })
    await assert.rejects(async () => makeVerifier().verify(entra), /./)
    assert.throws(
      () =>
        createExchangeVerifier({
          audience: AUDIENCE,
          trustedMetadata: [EXCHANGE_METADATA_URL],
          keys: { fetch },
          now: () => now,
        }),
      { code: 'ERR_CONFIG_INVALID' },
    )
  })

  it('answers the metadata as a document that may be fetched again, not for ever', async () => {
    const { headers } = await call(
      emulator.url,
      '/issuers/exchange.contoso.example/autodiscover/metadata/json/1',
    )
    assert.match(String(headers['content-type']), /^application\/json/)
  })
})
