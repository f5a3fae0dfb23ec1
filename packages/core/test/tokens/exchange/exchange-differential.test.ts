import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import { importX509, SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { createExchangeVerifier } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import { createJoseJudge, createJsonwebtokenJudge, listAccepted, withoutUndefined } from '../other-judges.js'
import type { Claims } from '../sign-token.js'
import {
  certificateA,
  context,
  documentedClaims,
  ISSUER,
  NOW_SECONDS,
  observedClaims,
  offlineOptions,
  PAGE,
  signDocumented,
} from './exchange-fixture.js'

/**
 * Tokens of the observed shape made by jose and by jsonwebtoken, judged by us and by both, configured for an API whose certificate is
 * known beforehand.
 *
 * Where we differ:
 *
 * | case                                | they   | we     | why                                                                  |
 * |-------------------------------------|--------|--------|----------------------------------------------------------------------|
 * | the documented shape (texts as times) | refuse | accept | it is how the vendor prints the token; read strictly, as decimal seconds |
 * | another realm in iss                | refuse | accept | the trusted metadata address says whose keys count, not the realm    |
 * | aud is a list                       | accept | refuse | servers never send one                                               |
 * | no nbf, no exp                      | accept | refuse | they judge times only if they are there                              |
 * | lifetime over 9 h                   | accept | refuse | not a check of theirs                                                |
 * | appctx: version, amurl, msexchuid   | accept | refuse | claims of the protocol, not of JWT                                   |
 */
const pem = new X509Certificate(Buffer.from(certificateA.value, 'base64')).toString()
const publicKey = await importX509(pem, 'RS256')
const ours = createExchangeVerifier(offlineOptions)
const judgeByUs = async (token: string): Promise<boolean> =>
  (await refusalCode(() => ours.verify(token))) === 'ACCEPTED'

const expected = { issuer: ISSUER, audience: PAGE, skew: 300, nowSeconds: NOW_SECONDS }
const judgeByJose = createJoseJudge(publicKey, expected)
const judgeByJsonwebtoken = createJsonwebtokenJudge(pem, expected)

const makers = {
  jose: (given: Claims) =>
    new SignJWT(withoutUndefined(given))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5t: certificateA.x5t })
      .sign(certificateA.key),
  jsonwebtoken: (given: Claims) =>
    Promise.resolve(
      jsonwebtoken.sign(withoutUndefined(given), certificateA.key, {
        algorithm: 'RS256',
        noTimestamp: true,
        header: { alg: 'RS256', x5t: certificateA.x5t },
      }),
    ),
}

const shared: Readonly<Record<string, Claims>> = {
  'good token': {},
  'other audience': { aud: 'https://other.contoso.com/read.html' },
  'audience with a slash more': { aud: `${PAGE}/` },
  'no audience': { aud: undefined },
  'no issuer': { iss: undefined },
  'issuer of another principal': { iss: '00000003-0000-0ff1-ce00-000000000000@mail.contoso.com' },
  'expired within the skew': { nbf: NOW_SECONDS - 29_000, exp: NOW_SECONDS - 299 },
  'expired at the skew': { nbf: NOW_SECONDS - 29_000, exp: NOW_SECONDS - 300 },
  'nbf within the skew': { nbf: NOW_SECONDS + 300 },
  'nbf beyond the skew': { nbf: NOW_SECONDS + 301 },
  'claims beyond ASCII': { name: 'Ad\u00e8le \u{1F4E7} "Vance"\\\u2028' },
}

const intended: Readonly<Record<string, Claims>> = {
  'audience is a list': { aud: [PAGE] },
  'no nbf': { nbf: undefined },
  'no exp': { exp: undefined },
  'lifetime over nine hours': { exp: NOW_SECONDS + 10 * 3600 },
  'no appctx': { appctx: undefined },
  'another version': { appctx: JSON.stringify({ ...context, version: 'ExIdTok.V2' }) },
  'another server': { appctx: JSON.stringify({ ...context, amurl: 'https://evil.com/m' }) },
  'no user': { appctx: JSON.stringify({ ...context, msexchuid: undefined }) },
}

describe('differential: exchange', () => {
  for (const [maker, sign] of Object.entries(makers)) {
    it(`judges tokens made by ${maker} as jose and jsonwebtoken do`, async () => {
      const accepted = await listAccepted(shared, (changes) => sign({ ...observedClaims, ...changes }), {
        ours: judgeByUs,
        others: { jose: judgeByJose, jsonwebtoken: judgeByJsonwebtoken },
      })
      assert.deepEqual(accepted, [
        'good token',
        'expired within the skew',
        'nbf within the skew',
        'claims beyond ASCII',
      ])
    })
  }

  it('A03 M01 M05 X01 X03: refuses what both accept, for the reasons in the table', async () => {
    for (const [what, changes] of Object.entries(intended)) {
      const token = await makers.jose({ ...observedClaims, ...changes })
      assert.deepEqual(
        [await judgeByUs(token), await judgeByJose(token), judgeByJsonwebtoken(token)],
        [false, true, true],
        what,
      )
    }
  })

  it('accepts what both refuse only where the table says so', async () => {
    const elsewhere = { iss: '00000002-0000-0ff1-ce00-000000000000@elsewhere.contoso.com' }
    for (const token of [signDocumented(), await makers.jose({ ...observedClaims, ...elsewhere })]) {
      assert.deepEqual(
        [await judgeByUs(token), await judgeByJose(token), judgeByJsonwebtoken(token)],
        [true, false, false],
      )
    }
    assert.deepEqual((await ours.verify(signDocumented())).claims, documentedClaims)
  })
})
