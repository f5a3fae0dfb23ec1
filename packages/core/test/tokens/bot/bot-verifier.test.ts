import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BOT_CLOUDS, createBotVerifier, type BotVerifierOptions } from '../../../src/tokens/index.js'
import { BOT_MAX_LIFETIME_SECONDS } from '../../../src/tokens/bot/bot-verifier.js'
import { keyB } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import { v1Claims } from '../entra/entra-fixture.js'
import { documentedClaims } from '../exchange/exchange-fixture.js'
import { createFakeIssuers } from '../fake-issuers.js'
import { forgeToken, signToken } from '../sign-token.js'
import { connectorClaims, mailClaims } from '../substrate/substrate-fixture.js'
import {
  activity,
  APP_ID,
  botClaims,
  ISSUER,
  NOW_SECONDS,
  offlineOptions,
  publishedKey,
  signBot,
} from './bot-fixture.js'

const verifier = createBotVerifier(offlineOptions)
const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token, activity))

describe('bot verifier', () => {
  it('verifies a token, synchronously when the key is at hand, and names no actor', () => {
    assert.deepEqual(verifier.verify(signBot({ jti: 'j1' }), activity), {
      profile: 'bot',
      issuer: ISSUER,
      audience: APP_ID,
      actor: { guest: false },
      tokenId: 'j1',
      issuedAt: NOW_SECONDS - 60,
      expiresAt: NOW_SECONDS + 3540,
      claims: { ...botClaims, jti: 'j1' },
    })
  })

  it('fetches the keys from the connector of the configured cloud, and from no other', async () => {
    for (const [cloud, { issuer, metadataUrl, serviceHosts }] of Object.entries(BOT_CLOUDS)) {
      const keySet = metadataUrl.replace('openidconfiguration', 'keys')
      const { fetch, asked } = createFakeIssuers({
        [metadataUrl]: { issuer, jwks_uri: keySet },
        [keySet]: { keys: [publishedKey] },
      })
      const online = createBotVerifier({
        ...offlineOptions,
        keys: { fetch },
        cloud: cloud as keyof typeof BOT_CLOUDS,
      })
      for (const host of serviceHosts) {
        const serviceUrl = `https://${host}/x/`
        const token = signBot({ iss: issuer, serviceurl: serviceUrl })
        assert.equal((await online.verify(token, { ...activity, serviceUrl })).issuer, issuer)
      }
      assert.deepEqual(asked, [metadataUrl, keySet])
      for (const other of Object.values(BOT_CLOUDS)) {
        if (other.issuer === issuer) continue
        const [serviceUrl = ''] = other.serviceHosts.map((host) => `https://${host}/`)
        const foreign = signBot({ iss: other.issuer, serviceurl: serviceUrl })
        const named = { ...activity, serviceUrl }
        assert.equal(await refusalCode(() => online.verify(foreign, named)), 'ERR_TOKEN_ISSUER')
        const crossed = signBot({ iss: issuer, serviceurl: serviceUrl })
        assert.equal(await refusalCode(() => online.verify(crossed, named)), 'ERR_TOKEN_SERVICE_URL')
      }
    }
  })

  it('W02: refuses a key that is not endorsed for the channel of the activity', async () => {
    for (const channelId of ['directline', 'MSTEAMS', 'msteam', '', '__proto__']) {
      const named = { ...activity, channelId }
      assert.equal(await refusalCode(() => verifier.verify(signBot(), named)), 'ERR_TOKEN_ENDORSEMENT')
    }
    for (const channelId of [undefined, null, 7, ['msteams']]) {
      const named = { ...activity, channelId } as unknown as typeof activity
      assert.equal(await refusalCode(() => verifier.verify(signBot(), named)), 'ERR_TOKEN_ENDORSEMENT')
    }
    for (const endorsements of [undefined, null, [], 'msteams', { msteams: true }, [['msteams']], [7]]) {
      const keys = { jwks: { keys: [{ ...publishedKey, endorsements }] } }
      const unendorsed = createBotVerifier({ ...offlineOptions, keys })
      assert.equal(
        await refusalCode(() => unendorsed.verify(signBot(), activity)),
        'ERR_TOKEN_ENDORSEMENT',
        JSON.stringify(endorsements),
      )
    }
  })

  it('W02: the endorsements of another key of the set are of no use', async () => {
    const other = { ...keyB.jwk, use: 'sig', kid: 'other', endorsements: ['directline'] }
    const two = createBotVerifier({ ...offlineOptions, keys: { jwks: { keys: [publishedKey, other] } } })
    const token = signToken(botClaims, { key: keyB.privateKey, header: { kid: 'other' } })
    assert.equal(await refusalCode(() => two.verify(token, activity)), 'ERR_TOKEN_ENDORSEMENT')
    assert.equal(await refusalCode(() => two.verify(signBot(), activity)), 'ACCEPTED')
  })

  it('W03 A02: no app id is a configuration error, never anonymous', () => {
    for (const audience of [undefined, '', [], [''], null, 'my-bot', APP_ID.toUpperCase(), [APP_ID, 'x']]) {
      assert.throws(
        () => createBotVerifier({ ...offlineOptions, audience } as BotVerifierOptions),
        { code: 'ERR_CONFIG_INVALID', message: /audience/ },
        JSON.stringify(audience),
      )
    }
  })

  it('A03: refuses another audience', async () => {
    for (const aud of [undefined, '', APP_ID.toUpperCase(), `api://${APP_ID}`, [APP_ID], ISSUER, null])
      assert.equal(await judge(signBot({ aud })), 'ERR_TOKEN_AUDIENCE', JSON.stringify(aud))
  })

  it('K01 K07: refuses look-alike issuers and tokens of other profiles', async () => {
    for (const iss of [
      'https://api.botframework.com/',
      'http://api.botframework.com',
      'https://API.botframework.com',
      'https://api.botframework.com.evil.example',
      'https://api.botframework.us',
      'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      undefined,
      [ISSUER],
    ]) {
      assert.equal(await judge(signBot({ iss })), 'ERR_TOKEN_ISSUER', JSON.stringify(iss))
    }
    for (const claims of [v1Claims, mailClaims, connectorClaims, documentedClaims])
      assert.equal(await judge(signBot({ ...claims, aud: APP_ID })), 'ERR_TOKEN_ISSUER')
  })

  it('M01 M02 M03 M05: refuses wrong, past, future and far too long times', async () => {
    for (const exp of [undefined, null, '', String(NOW_SECONDS + 60), -1, 1e300])
      assert.equal(await judge(signBot({ exp })), 'ERR_TOKEN_TIME')
    assert.equal(await judge(signBot({ nbf: undefined })), 'ERR_TOKEN_TIME')
    assert.equal(await judge(signBot({ iat: 'x' })), 'ERR_TOKEN_TIME')
    assert.equal(
      await judge(signBot({ nbf: NOW_SECONDS - 3600, exp: NOW_SECONDS - 300 })),
      'ERR_TOKEN_EXPIRED',
    )
    assert.equal(await judge(signBot({ nbf: NOW_SECONDS + 301 })), 'ERR_TOKEN_NOT_YET_VALID')
    const longest = NOW_SECONDS - 60 + BOT_MAX_LIFETIME_SECONDS
    assert.equal(await judge(signBot({ exp: longest })), 'ACCEPTED')
    assert.equal(await judge(signBot({ exp: longest + 1 })), 'ERR_TOKEN_LIFETIME')
  })

  it('W01 W02: without the activity there is no verdict', () => {
    for (const missing of [undefined, null, 'msteams'])
      assert.throws(() => verifier.verify(signBot(), missing as never), {
        name: 'CountersignTypeError',
        code: 'ERR_TOKEN_ACTIVITY',
      })
  })

  it('judges the signature before any claim but iss', async () => {
    const forged = forgeToken(signBot(), { ...botClaims, aud: 'x', exp: 1, serviceurl: 'x' })
    assert.equal(await judge(forged), 'ERR_TOKEN_SIGNATURE')
  })

  it('M04: unusable options are configuration errors, listed at once', () => {
    const wrong = {
      audience: '',
      cloud: 'mars',
      serviceUrls: ['http://x'],
      clockSkewSeconds: 601,
      keys: undefined,
    }
    assert.throws(() => createBotVerifier({ ...offlineOptions, ...wrong } as unknown as BotVerifierOptions), {
      code: 'ERR_CONFIG_INVALID',
      message: /keys:[^]*cloud:[^]*audience:[^]*clockSkewSeconds:[^]*serviceUrls:/,
    })
  })
})
