import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { authorizeJWT, type AuthConfiguration } from '@microsoft/agents-hosting'
import { createLocalJWKSet, SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { createBotVerifier } from '../../../src/tokens/index.js'
import { keyA, keyB } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import { createJoseJudge, createJsonwebtokenJudge, listAccepted, withoutUndefined } from '../other-judges.js'
import { signToken, type Claims } from '../sign-token.js'
import { activity, APP_ID, ISSUER, publishedKey, SERVICE_URL } from './bot-fixture.js'
import { startLocalIssuer, type LocalIssuer } from './local-issuer.js'

/**
 * Tokens made by jose and by jsonwebtoken, judged by us, by both, and by the vendor's own middleware: `authorizeJWT` of
 * @microsoft/agents-hosting, which fetches the connector's key set itself, here from a local TLS server in the place of
 * login.botframework.com. It judges by the machine's clock, and so do we here.
 *
 * Where we differ, we refuse and the vendor's middleware accepts, on purpose:
 *
 * | case                                       | why we refuse                                                              |
 * |--------------------------------------------|----------------------------------------------------------------------------|
 * | serviceurl missing or unlike the activity's | documented as a must; the middleware does not see the activity             |
 * | a service URL off the list, or by http     | answers, with credentials, are sent there                                  |
 * | a key without the channel's endorsement    | documented as a must                                                       |
 * | aud is a list                              | the connector never sends one; such a token serves several services        |
 * | iss in another case                        | one spelling; the middleware folds it                                      |
 * | no exp, no nbf                             | times are judged there only if they are present                            |
 * | lifetime over 2 h                          | not a check of the middleware                                              |
 * | no app id and no token                     | the middleware lets everybody in as "anonymous" outside NODE_ENV=production |
 *
 * There is no case in which we accept and the middleware, jose or jsonwebtoken refuses.
 */
const KEYS = 'https://login.botframework.com/v1/.well-known/keys'
const now = Math.floor(Date.now() / 1000)
const claims: Claims = {
  serviceurl: SERVICE_URL,
  nbf: now - 60,
  exp: now + 3540,
  iss: ISSUER,
  aud: APP_ID,
}
const ours = createBotVerifier({
  audience: APP_ID,
  keys: { jwks: { keys: [publishedKey] } },
  now: () => Date.now(),
})
const keySet = createLocalJWKSet({ keys: [publishedKey] })
const pem = createPublicKey({ key: keyA.jwk, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString()

const judgeByUs = async (token: string, named: Partial<typeof activity> = {}): Promise<boolean> =>
  (await refusalCode(() => ours.verify(token, { ...activity, ...named }))) === 'ACCEPTED'

/** Whether the vendor's middleware lets a request with this header pass. */
async function judgeByVendor(
  token: string | undefined,
  configuration: AuthConfiguration = {
    clientId: APP_ID,
    connections: new Map([['connector', { clientId: APP_ID }]]),
  },
): Promise<boolean> {
  let passed = false
  const response = { status: () => ({ send: () => undefined }) }
  const request = { method: 'POST', headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }
  const middleware = authorizeJWT(configuration)
  await middleware(request, response as never, () => {
    passed = true
  })
  return passed
}

const expected = { issuer: ISSUER, audience: APP_ID, skew: 300 }
const judgeByJose = createJoseJudge(keySet, expected)
const judgeByJsonwebtoken = createJsonwebtokenJudge(pem, expected)

const signByJose = (given: Claims): Promise<string> =>
  new SignJWT(withoutUndefined(given))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publishedKey.kid, x5t: publishedKey.kid })
    .sign(keyA.privateKey)
const signByJsonwebtoken = (given: Claims): Promise<string> =>
  Promise.resolve(
    jsonwebtoken.sign(withoutUndefined(given), keyA.privateKey, {
      algorithm: 'RS256',
      keyid: publishedKey.kid,
      noTimestamp: true,
    }),
  )

/** What all judge. */
const shared: Readonly<Record<string, Claims>> = {
  'good token': {},
  'other audience': { aud: 'b26c3c10-5fad-4cd3-b54c-f9283922e7e2' },
  'audience in upper case': { aud: APP_ID.toUpperCase() },
  'no audience': { aud: undefined },
  'other issuer': { iss: 'https://api.botframework.com.evil.example' },
  'issuer with a slash': { iss: `${ISSUER}/` },
  'no issuer': { iss: undefined },
  'expired long ago': { nbf: now - 7200, exp: now - 3600 },
  'expired within the skew': { nbf: now - 3600, exp: now - 200 },
  'not yet valid': { nbf: now + 3600, exp: now + 7200 },
  'not yet valid within the skew': { nbf: now + 200 },
  'exp is a text': { exp: String(now + 3540) },
  'claims beyond ASCII': { name: 'Ad\u00e8le \u{1F4E7} "Vance"\\\u2028' },
}

/** What only we refuse: see the table above. Judged with the activity that the token names, where it names one. */
const intended: Readonly<Record<string, Claims>> = {
  'no service URL': { serviceurl: undefined },
  'service URL of another region': { serviceurl: 'https://smba.trafficmanager.net/emea/' },
  'audience is a list': { aud: [APP_ID] },
  'audience is a list with extras': { aud: [APP_ID, 'https://evil.example'] },
  'issuer in upper case': { iss: ISSUER.toUpperCase() },
  'no exp': { exp: undefined },
  'no nbf': { nbf: undefined },
  'lifetime over two hours': { exp: now + 8 * 3600 },
}

describe('differential: bot', () => {
  let issuer: LocalIssuer
  before(async () => {
    issuer = await startLocalIssuer(['login.botframework.com', 'login.microsoftonline.com'], {
      [KEYS]: { keys: [publishedKey] },
    })
  })
  after(() => issuer.close())

  for (const [maker, sign] of [
    ['jose', signByJose],
    ['jsonwebtoken', signByJsonwebtoken],
  ] as const) {
    it(`judges tokens made by ${maker} as jose, jsonwebtoken and the vendor's middleware do`, async () => {
      // jsonwebtoken does not sign what it would not verify.
      const isSigned = ([, { exp }]: [string, Claims]): boolean =>
        maker !== 'jsonwebtoken' || typeof exp !== 'string'
      const cases = Object.fromEntries(Object.entries(shared).filter(isSigned))
      const accepted = await listAccepted(cases, (changes) => sign({ ...claims, ...changes }), {
        ours: (token) => judgeByUs(token),
        others: {
          vendor: (token) => judgeByVendor(token),
          jose: judgeByJose,
          jsonwebtoken: judgeByJsonwebtoken,
        },
      })
      assert.deepEqual(accepted, [
        'good token',
        'expired within the skew',
        'not yet valid within the skew',
        'claims beyond ASCII',
      ])
      // Tokens of other issuers have it ask the login host, which knows no such keys here.
      assert.ok(issuer.asked.includes(KEYS))
    })
  }

  it("W01 A03 K01 M01 M05: refuses what the vendor's middleware accepts, for the reasons in the table", async () => {
    for (const [what, changes] of Object.entries(intended)) {
      const token = await signByJose({ ...claims, ...changes })
      assert.deepEqual([await judgeByUs(token), await judgeByVendor(token)], [false, true], what)
    }
    for (const serviceUrl of ['https://evil.com/', 'http://smba.trafficmanager.net/amer/']) {
      const token = await signByJose({ ...claims, serviceurl: serviceUrl })
      assert.deepEqual([await judgeByUs(token, { serviceUrl }), await judgeByVendor(token)], [false, true])
    }
  })

  it("W02: the vendor's middleware looks at no endorsement", async () => {
    const token = await signByJose(claims)
    assert.deepEqual(
      [await judgeByUs(token, { channelId: 'directline' }), await judgeByVendor(token)],
      [false, true],
    )
  })

  it("W03: without an app id the vendor's middleware is open to everybody; ours does not start", async () => {
    assert.equal(await judgeByVendor(undefined, {}), true)
    assert.throws(() => createBotVerifier({ audience: '', keys: { jwks: { keys: [] } }, now: Date.now }), {
      code: 'ERR_CONFIG_INVALID',
    })
  })

  it('T01 T02 T03 T06 T11: no form of forgery passes any of them', async () => {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const hs256 = `${encode({ alg: 'HS256', typ: 'JWT', kid: publishedKey.kid })}.${encode(claims)}`
    const good = await signByJose(claims)
    const forgeries: Readonly<Record<string, string>> = {
      'alg none': `${encode({ alg: 'none', kid: publishedKey.kid })}.${encode(claims)}.`,
      'HS256 with the public key': `${hs256}.${createHmac('sha256', pem).update(hs256).digest('base64url')}`,
      'another key': signToken(claims, { key: keyB.privateKey, header: { kid: publishedKey.kid } }),
      'two segments': good.slice(0, good.lastIndexOf('.')),
      'changed payload': good.replace(/\.[^.]+\./, `.${encode({ ...claims, aud: APP_ID, more: 1 })}.`),
      PS256: await new SignJWT(withoutUndefined(claims))
        .setProtectedHeader({ alg: 'PS256', kid: publishedKey.kid })
        .sign(keyA.privateKey),
    }
    // jsonwebtoken is given the key itself, and looks for none.
    const unknown = signToken(claims, { key: keyA.privateKey, header: { kid: 'nobody' } })
    assert.deepEqual(
      [await judgeByUs(unknown), await judgeByVendor(unknown), await judgeByJose(unknown)],
      [false, false, false],
    )
    for (const [what, token] of Object.entries(forgeries)) {
      assert.deepEqual(
        [
          await judgeByUs(token),
          await judgeByVendor(token),
          await judgeByJose(token),
          judgeByJsonwebtoken(token),
        ],
        [false, false, false, false],
        what,
      )
    }
  })
})
