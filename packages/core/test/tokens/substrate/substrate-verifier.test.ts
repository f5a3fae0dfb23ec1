import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  createEntraVerifier,
  createSubstrateVerifier,
  PLATFORM_CLIENT_ID,
} from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import { createFakeIssuers } from '../fake-issuers.js'
import { forgeToken } from '../sign-token.js'
import {
  AUDIENCE,
  mailClaims,
  NOW_SECONDS,
  offlineOptions,
  publishedKey,
  signConnector,
  signMail,
  TENANT,
} from './substrate-fixture.js'

const verifier = createSubstrateVerifier(offlineOptions)
const judge = (token: string): Promise<string> => refusalCode(() => verifier.verify(token))

describe('substrate verifier', () => {
  it('verifies a mail token, synchronously when the key is at hand', () => {
    assert.deepEqual(verifier.verify(signMail({ jti: 'j1' })), {
      profile: 'substrate',
      issuer: 'https://substrate.office.com/sts/',
      audience: AUDIENCE,
      actor: { address: 'adelev@contoso.com', guest: false },
      sender: 'expenses@contoso.com',
      tokenId: 'j1',
      issuedAt: NOW_SECONDS,
      expiresAt: NOW_SECONDS + 900,
      claims: { ...mailClaims, jti: 'j1' },
    })
  })

  it('fetches the keys from the issuer that the documents name', async () => {
    const { fetch, asked } = createFakeIssuers({
      'https://substrate.office.com/sts/common/.well-known/openid-configuration': {
        issuer: 'https://substrate.office.com/sts/',
        jwks_uri: 'https://substrate.office.com/sts/common/discovery/keys',
      },
      'https://substrate.office.com/sts/common/discovery/keys': { keys: [publishedKey] },
    })
    const online = createSubstrateVerifier({ ...offlineOptions, keys: { fetch } })
    assert.equal((await online.verify(signMail())).profile, 'substrate')
    assert.equal(asked.length, 2)
  })

  it('judges the signature before any claim but iss', async () => {
    assert.equal(
      await judge(forgeToken(signMail(), { ...mailClaims, aud: 'x', exp: 1 })),
      'ERR_TOKEN_SIGNATURE',
    )
  })

  it('K01: refuses look-alike issuers', async () => {
    const lookAlikes = [
      'https://substrate.office.com/sts',
      'https://substrate.office.com/sts//',
      'https://Substrate.office.com/sts/',
      'http://substrate.office.com/sts/',
      'https://substrate.office.com.evil.example/sts/',
      'https://substrate.office.com@evil.example/sts/',
      'https://substrate.office.com/sts/common/',
      undefined,
      ['https://substrate.office.com/sts/'],
    ]
    for (const iss of lookAlikes)
      assert.equal(await judge(signMail({ iss })), 'ERR_TOKEN_ISSUER', JSON.stringify(iss))
  })

  it('K07: refuses tokens of other profiles, and its own tokens are refused by them', async () => {
    const entra = createEntraVerifier({
      ...offlineOptions,
      tenants: [TENANT],
      scope: 'Global.Test',
    })
    assert.equal(await refusalCode(() => entra.verify(signMail())), 'ERR_TOKEN_TENANT')
    assert.equal(await refusalCode(() => entra.verify(signConnector())), 'ERR_TOKEN_ISSUER')
    for (const iss of [`https://sts.windows.net/${TENANT}/`, 'https://api.botframework.com']) {
      assert.equal(await judge(signMail({ iss })), 'ERR_TOKEN_ISSUER')
    }
    for (const ver of ['1.0', '2.0', 'ExIdTok.V1', 'STI.ExternalAccessToken.V2', 1, null]) {
      assert.equal(await judge(signMail({ ver })), 'ERR_TOKEN_VERSION')
    }
    assert.equal(await judge(signMail({ ver: undefined })), 'ACCEPTED')
  })

  it('M01 M02 M03: refuses wrong, past and future times', async () => {
    assert.equal(await judge(signMail({ exp: String(NOW_SECONDS + 900) })), 'ERR_TOKEN_TIME')
    assert.equal(
      await judge(signMail({ iat: NOW_SECONDS - 2000, exp: NOW_SECONDS - 300 })),
      'ERR_TOKEN_EXPIRED',
    )
    assert.equal(await judge(signMail({ nbf: NOW_SECONDS + 301 })), 'ERR_TOKEN_NOT_YET_VALID')
  })

  it('M05: refuses a lifetime over an hour', async () => {
    assert.equal(await judge(signMail({ exp: NOW_SECONDS + 3600 })), 'ACCEPTED')
    assert.equal(await judge(signMail({ exp: NOW_SECONDS + 3601 })), 'ERR_TOKEN_LIFETIME')
  })

  it('A03: refuses audiences that are nearly the expected one', async () => {
    const others = [
      'https://api.contoso.com/',
      'https://api.contoso.com:443',
      'http://api.contoso.com',
      'https://API.contoso.com',
      'https://api.contoso.com.evil.example',
      'https://api.contoso.com@evil.example',
      'https://api.contoso.co',
      'https://api.contoso.com/actions',
      [AUDIENCE],
      undefined,
    ]
    for (const aud of others)
      assert.equal(await judge(signMail({ aud })), 'ERR_TOKEN_AUDIENCE', JSON.stringify(aud))
  })

  it('A04: refuses another caller than the platform', async () => {
    // The appid that one article prints is scrambled; it is not the platform's.
    for (const appid of ['48afc8dc-f6d2-4c5f-bca7-069acd9cc086', undefined, null, '', [PLATFORM_CLIENT_ID]]) {
      assert.equal(await judge(signMail({ appid })), 'ERR_TOKEN_CALLER')
    }
    assert.equal(await judge(signMail({ azp: TENANT })), 'ERR_TOKEN_VERSION')
  })

  it('A02 M04: unusable options are configuration errors, listed at once', () => {
    const wrong = {
      audience: [],
      senders: ['not an address'],
      tenants: ['common'],
      appIds: [],
      clockSkewSeconds: 601,
    }
    assert.throws(() => createSubstrateVerifier({ ...offlineOptions, ...wrong }), {
      code: 'ERR_CONFIG_INVALID',
      message: /audience:[^]*appIds:[^]*clockSkewSeconds:[^]*senders:[^]*tenants:/,
    })
    for (const senders of [[], [''], ['Ad\u0435le@contoso.com']]) {
      assert.throws(() => createSubstrateVerifier({ ...offlineOptions, senders }), {
        code: 'ERR_CONFIG_INVALID',
      })
    }
  })
})
