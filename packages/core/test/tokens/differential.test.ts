import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { createEntraVerifier } from '../../src/tokens/index.js'
import { keyA } from '../issuers/rsa-keys.js'
import { refusalCode } from '../refusal-code.js'
import {
  APP_ID_URI,
  CLIENT_ID,
  NOW_SECONDS,
  offlineOptions,
  OTHER_TENANT,
  TENANT,
  v1Claims,
  v1Issuer,
  v1Key,
} from './entra/entra-fixture.js'
import {
  createJoseJudge,
  createJsonwebtokenJudge,
  listAccepted,
  withoutUndefined,
  type ExpectedToken,
} from './other-judges.js'
import { signToken, type Claims } from './sign-token.js'

/**
 * Tokens made by jose and by jsonwebtoken, judged by us and by both, configured as their documentation says for an
 * API: key set or key, algorithms, issuer, audience, clock tolerance.
 *
 * Where we differ, we refuse and they accept, on purpose:
 *
 * | case                                   | why we refuse                                                       |
 * |----------------------------------------|---------------------------------------------------------------------|
 * | aud is a list                          | the platform never sends one; such a token serves several services   |
 * | no exp, no iat                         | both libraries judge times only if they are there                     |
 * | iat in the future                      | both leave iat alone unless a maximal age is asked for                |
 * | lifetime over 29 h                     | not a check of theirs                                               |
 * | tid, ver, appid, scp, oid              | claims of the protocol, not of JWT                                    |
 * | Graph token (nonce in the header)      | the same                                                            |
 *
 * There is no case in which we accept and either of them refuses; the last test holds that.
 */
const SKEW = 300
const keySet = createLocalJWKSet({ keys: [v1Key] })
const ours = createEntraVerifier(offlineOptions)
const pem = createPublicKey({ key: keyA.jwk, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString()

async function judgeByUs(token: string): Promise<boolean> {
  return (await refusalCode(() => ours.verify(token))) === 'ACCEPTED'
}

const expected = {
  issuer: v1Issuer(TENANT),
  audience: [APP_ID_URI, CLIENT_ID],
  skew: SKEW,
  nowSeconds: NOW_SECONDS,
} satisfies ExpectedToken
const judgeByJose = createJoseJudge(keySet, expected)
const judgeByJsonwebtoken = createJsonwebtokenJudge(pem, expected)

const signByJose = (claims: Claims): Promise<string> =>
  new SignJWT(withoutUndefined(claims))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'key-v1' })
    .sign(keyA.privateKey)

const signByJsonwebtoken = (claims: Claims): Promise<string> =>
  Promise.resolve(
    jsonwebtoken.sign(withoutUndefined(claims), keyA.privateKey, {
      algorithm: 'RS256',
      keyid: 'key-v1',
    }),
  )

/** What all three judge. */
const shared: Readonly<Record<string, Claims>> = {
  'good token': {},
  'audience is the client id': { aud: CLIENT_ID },
  'other audience': { aud: 'https://evil.example' },
  'audience with a slash more': { aud: `${APP_ID_URI}/` },
  'audience in upper case': { aud: APP_ID_URI.toUpperCase() },
  'no audience': { aud: undefined },
  'other issuer': { iss: v1Issuer(OTHER_TENANT) },
  'issuer without its slash': { iss: `https://sts.windows.net/${TENANT}` },
  'no issuer': { iss: undefined },
  'expired within the skew': { iat: NOW_SECONDS - 3600, exp: NOW_SECONDS - SKEW + 1 },
  'expired at the skew': { iat: NOW_SECONDS - 3600, exp: NOW_SECONDS - SKEW },
  'expired long ago': { iat: NOW_SECONDS - 90000, exp: NOW_SECONDS - 80000 },
  'nbf within the skew': { nbf: NOW_SECONDS + SKEW },
  'nbf beyond the skew': { nbf: NOW_SECONDS + SKEW + 1 },
  'no nbf': { nbf: undefined },
  'claims beyond ASCII': { name: 'Ad\u00e8le \u{1F4E7} "Vance"\\\u2028' },
}

/** What only we refuse: see the table above. */
const intended: Readonly<Record<string, Claims>> = {
  'audience is a list': { aud: [APP_ID_URI] },
  'audience is a list with extras': { aud: [APP_ID_URI, 'https://evil.example'] },
  'no exp': { exp: undefined },
  'no iat': { iat: undefined },
  'iat in the future': { iat: NOW_SECONDS + SKEW + 60 },
  'lifetime over 29 hours': { exp: NOW_SECONDS + 30 * 3600 },
  'tid of another tenant': { tid: OTHER_TENANT },
  'no tid': { tid: undefined },
  'version of the other shape': { ver: '2.0' },
  'another caller': { appid: CLIENT_ID },
  'no scope': { scp: undefined },
  'no object id': { oid: undefined },
}

describe('differential: jose and jsonwebtoken', () => {
  for (const [maker, sign] of [
    ['jose', signByJose],
    ['jsonwebtoken', signByJsonwebtoken],
  ] as const) {
    it(`judges tokens made by ${maker} as both do`, async () => {
      const accepted = await listAccepted(shared, (changes) => sign({ ...v1Claims, ...changes }), {
        ours: judgeByUs,
        others: { jose: judgeByJose, jsonwebtoken: judgeByJsonwebtoken },
      })
      assert.deepEqual(accepted, [
        'good token',
        'audience is the client id',
        'expired within the skew',
        'nbf within the skew',
        'no nbf',
        'claims beyond ASCII',
      ])
    })
  }

  it('reads the claims as jose does', async () => {
    const token = await signByJose({ ...v1Claims, name: 'Ad\u00e8le \u{1F4E7}' })
    const { payload } = await jwtVerify(token, keySet, { currentDate: new Date(NOW_SECONDS * 1000) })
    assert.deepEqual((await ours.verify(token)).claims, payload)
  })

  it('M01 M03 M05 A03 A04 A05 K02 K06: refuses what both accept, for the reasons in the table', async () => {
    for (const [what, changes] of Object.entries(intended)) {
      const token = await signByJose({ ...v1Claims, ...changes })
      assert.deepEqual(
        [await judgeByUs(token), await judgeByJose(token), judgeByJsonwebtoken(token)],
        [false, true, true],
        what,
      )
    }
    const graph = signToken(v1Claims, { key: keyA.privateKey, header: { kid: 'key-v1', nonce: 'x' } })
    assert.deepEqual(
      [await judgeByUs(graph), await judgeByJose(graph), judgeByJsonwebtoken(graph)],
      [false, true, true],
    )
  })

  it('accepts nothing that either of them refuses: every single character of a token changed', async () => {
    const token = await signByJose(v1Claims)
    const end = token.lastIndexOf('.')
    for (let at = 0; at < token.length; at += at < end ? 7 : 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      if (!(await judgeByUs(changed))) continue
      assert.ok(judgeByJsonwebtoken(changed) && (await judgeByJose(changed)), `character ${at}`)
      assert.fail(`a changed token passed at character ${at}`)
    }
    for (const changed of [
      `${token}=`,
      `${token}A`,
      `${token}.`,
      ` ${token}`,
      `${token}\n`,
      token.slice(0, -1),
      token.slice(0, end),
      token.slice(0, end + 1),
      `${token}.x`,
    ]) {
      assert.equal(await judgeByUs(changed), false)
    }
  })
})
