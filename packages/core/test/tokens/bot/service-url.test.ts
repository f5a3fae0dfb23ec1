import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { computeKeyThumbprint } from '../../../src/jose/index.js'
import { createBotVerifier, type BotVerifierOptions } from '../../../src/tokens/index.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import type { Claims } from '../sign-token.js'
import { activity, botClaims, offlineOptions, publishedKey, SERVICE_URL, signBot } from './bot-fixture.js'

/** The token and the activity name the same address. */
const judgeBoth = (serviceUrl: string, options: Partial<BotVerifierOptions> = {}): Promise<string> => {
  const verifier = createBotVerifier({ ...offlineOptions, ...options })
  return refusalCode(() => verifier.verify(signBot({ serviceurl: serviceUrl }), { ...activity, serviceUrl }))
}

const judgeUnlike = (claims: Claims, serviceUrl: unknown): Promise<string> => {
  const verifier = createBotVerifier(offlineOptions)
  const named = { ...activity, serviceUrl } as typeof activity
  return refusalCode(() => verifier.verify(signBot(claims), named))
}

const EMULATED = 'https://smba.emulator.example/teams/'
const trustEmulator = {
  metadata: 'http://127.0.0.1:8787/issuers',
  keyThumbprint: computeKeyThumbprint(keyA.privateKey),
}
const trusting: Partial<BotVerifierOptions> = { keys: { jwks: { keys: [publishedKey] }, trustEmulator } }

describe('bot service URL', () => {
  it("W01: refuses a claim unlike the activity's", async () => {
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net/amer',
      'https://smba.trafficmanager.net/amer//',
      'https://SMBA.trafficmanager.net/amer/',
      'https://evil.com/',
      '',
      undefined,
      null,
      [SERVICE_URL],
    ]) {
      assert.equal(await judgeUnlike({}, serviceUrl), 'ERR_TOKEN_SERVICE_URL', JSON.stringify(serviceUrl))
    }
  })

  it('W01: refuses a token that names none, an unusable one, or two', async () => {
    for (const serviceurl of [undefined, null, '', 7, [SERVICE_URL]])
      assert.equal(await judgeUnlike({ serviceurl }, SERVICE_URL), 'ERR_TOKEN_SERVICE_URL')
    assert.equal(await judgeUnlike({ serviceurl: undefined }, undefined), 'ERR_TOKEN_SERVICE_URL')
    assert.equal(
      await judgeUnlike({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }, SERVICE_URL),
      'ERR_TOKEN_SERVICE_URL',
    )
    assert.equal(
      await judgeUnlike({ serviceUrl: SERVICE_URL, serviceurl: undefined }, SERVICE_URL),
      'ACCEPTED',
    )
    assert.equal(await judgeUnlike({ serviceUrl: SERVICE_URL }, SERVICE_URL), 'ACCEPTED')
  })

  it('W01: refuses an address that is not listed, though token and activity agree', async () => {
    for (const serviceUrl of [
      'https://evil.com/',
      'https://smba.trafficmanager.net.evil.com/amer/',
      'https://evil.trafficmanager.net/amer/',
      'https://xsmba.trafficmanager.net/amer/',
      'https://smba.trafficmanager.net@evil.com/amer/',
      'https://user@smba.trafficmanager.net/amer/',
      'https://smba.trafficmanager.net:8443/amer/',
      'https://smba.trafficmanager.net./amer/',
      'https://smba.trafficmanager.net\\@evil.com/',
      'https://smba.trafficmanager.net/amer/?x',
      'https://smba.trafficmanager.net/amer/#x',
      'https://127.0.0.1/',
      'https://169.254.169.254/',
      'not an address',
      'https://',
    ]) {
      assert.equal(await judgeBoth(serviceUrl), 'ERR_TOKEN_SERVICE_URL', serviceUrl)
    }
  })

  it('W01: refuses what is not https', async () => {
    for (const serviceUrl of [
      'http://smba.trafficmanager.net/amer/',
      'HTTP://smba.trafficmanager.net/amer/',
      'ftp://smba.trafficmanager.net/amer/',
      '//smba.trafficmanager.net/amer/',
      'urn:smba.trafficmanager.net',
    ]) {
      assert.equal(await judgeBoth(serviceUrl), 'ERR_TOKEN_SERVICE_URL', serviceUrl)
    }
  })

  it('W01: a configured address stands for what is under its path, segment by segment', async () => {
    const serviceUrls = ['https://connector.contoso.com/teams']
    const verdict = (path: string): Promise<string> =>
      judgeBoth(`https://connector.contoso.com${path}`, { serviceUrls })
    for (const path of ['/teams', '/teams/', '/teams/amer/'])
      assert.equal(await verdict(path), 'ACCEPTED', path)
    for (const path of ['', '/', '/team', '/teamsx', '/teams/../x', '/Teams/', '/x/teams/'])
      assert.equal(await verdict(path), 'ERR_TOKEN_SERVICE_URL', path)
    assert.equal(await judgeBoth(SERVICE_URL, { serviceUrls }), 'ERR_TOKEN_SERVICE_URL')
    const withPort = 'https://connector.contoso.com:8443/'
    assert.equal(await judgeBoth(withPort, { serviceUrls }), 'ERR_TOKEN_SERVICE_URL')
    assert.equal(await judgeBoth(withPort, { serviceUrls: [withPort] }), 'ACCEPTED')
  })

  it('W01: an unusable list is a configuration error', () => {
    for (const entry of [
      '',
      'smba.trafficmanager.net',
      'http://x.com/',
      'https://u@x.com/',
      'https://x.com/?a',
      EMULATED,
    ]) {
      assert.throws(
        () => createBotVerifier({ ...offlineOptions, serviceUrls: [entry] }),
        { code: 'ERR_CONFIG_INVALID', message: /serviceUrls/ },
        entry,
      )
    }
    assert.throws(() => createBotVerifier({ ...offlineOptions, serviceUrls: [] }), {
      code: 'ERR_CONFIG_INVALID',
    })
  })

  it("E02: an emulator's address counts only with trustEmulator, and with it no other", async () => {
    assert.equal(await judgeBoth(EMULATED), 'ERR_TOKEN_EMULATOR')
    assert.equal(await judgeBoth(EMULATED, trusting), 'ACCEPTED')
    assert.equal(await judgeBoth(SERVICE_URL, trusting), 'ERR_TOKEN_SERVICE_URL')
    assert.equal(await judgeBoth(EMULATED, { ...trusting, serviceUrls: [EMULATED] }), 'ACCEPTED')
    assert.equal(
      await judgeBoth('https://other.example/', { ...trusting, serviceUrls: [EMULATED] }),
      'ERR_TOKEN_SERVICE_URL',
    )
    assert.throws(() => createBotVerifier({ ...offlineOptions, ...trusting, serviceUrls: [SERVICE_URL] }), {
      code: 'ERR_CONFIG_INVALID',
      message: /a real address is listed/,
    })
    const unpinned = {
      jwks: { keys: [publishedKey] },
      trustEmulator: { ...trustEmulator, keyThumbprint: 'A'.repeat(43) },
    }
    assert.equal(await judgeBoth(EMULATED, { keys: unpinned }), 'ERR_ISSUER_KEY_SET')
  })

  it('H05: no refusal says an address of the token', async () => {
    const verifier = createBotVerifier(offlineOptions)
    const serviceUrl = 'https://recognisable.evil.com/'
    const token = signBot({ ...botClaims, serviceurl: serviceUrl })
    await assert.rejects(
      async () => verifier.verify(token, { ...activity, serviceUrl }),
      (error: Error) => {
        assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /recognisable/)
        return true
      },
    )
  })
})
