import { createExchangeVerifier } from '../../../src/tokens/index.js'
import { exchangeProfile } from '../../../src/tokens/exchange/exchange-profile.js'
import { keyB, makeKey } from '../../issuers/rsa-keys.js'
import {
  certificateA,
  certificateB,
  context,
  documentedClaims,
  makeCertificate,
  METADATA_URL,
  metadataOf,
  NOW_SECONDS,
  observedClaims,
  offlineOptions,
  publish,
} from '../exchange/exchange-fixture.js'
import { signToken, type Claims } from '../sign-token.js'
import { breakExpiry, type ProfileSubject } from './profile-subject.js'

const sign = (claims: Claims, header: Claims = {}): string =>
  signToken(claims, { key: certificateA.key, header: { x5t: certificateA.x5t, ...header } })

const verifyWith =
  (...entries: unknown[]) =>
  (token: string): unknown =>
    createExchangeVerifier({
      ...offlineOptions,
      keys: { documents: { [METADATA_URL]: metadataOf(...entries) } },
    }).verify(token)

const verify = verifyWith(publish(certificateA))
const other = publish(certificateB)
const expired = await makeCertificate(keyB.privateKey, -30, -1)
const ofAnother = await makeCertificate(makeKey().privateKey)
const asExpired = { key: expired.key, header: { x5t: expired.x5t } }

function makeSubject(shape: 'documented' | 'observed'): ProfileSubject {
  const claims = shape === 'documented' ? documentedClaims : observedClaims
  const toTime = (seconds: number): unknown => (shape === 'documented' ? String(seconds) : seconds)
  const judge = (changes: Claims) => () => verify(sign({ ...claims, ...changes }))
  const judgeContext = (changes: Claims) => {
    const changed = { ...context, ...changes }
    return judge({ appctx: shape === 'documented' ? changed : JSON.stringify(changed) })
  }
  const eachOf = (name: string, values: readonly unknown[]): (() => unknown)[] =>
    values.map((value) => judgeContext({ [name]: value }))
  return {
    profile: exchangeProfile,
    shape,
    claims,
    sign,
    verify,
    breaks: {
      'claim iss': [judge({ iss: '00000002-0000-0ff1-ce00-000000000000@contoso.example' })],
      'claim appctx': [
        judge({ appctx: shape === 'documented' ? JSON.stringify(context) : context }),
        judge({ appctx: [] }),
      ],
      'claim appctx.version': eachOf('version', [undefined, {}, 'ExIdTok.V2']),
      'claim appctx.amurl': eachOf('amurl', [undefined, {}, 'https://evil.com/autodiscover/metadata/json/1']),
      'claim appctx.msexchuid': eachOf('msexchuid', [undefined, {}, 'adele']),
      'header x5t': [
        () => verify(sign(claims, { x5t: certificateB.x5t })),
        () => verifyWith(publish(certificateA, certificateB.x5t), other)(sign(claims)),
        () => verifyWith(publish(certificateA, certificateB.x5t))(sign(claims)),
      ],
      'header kid': [() => verify(sign(claims, { kid: certificateA.x5t }))],
      'key the certificate': [
        () => verifyWith(publish({ ...certificateA, value: 'AAAA' }), other)(sign(claims)),
        () => verifyWith(publish({ ...certificateA, value: ofAnother.value }), other)(sign(claims)),
        () => verifyWith(publish({ ...certificateA, value: 'AAAA' }))(sign(claims)),
      ],
      "key the certificate's dates": [() => verifyWith(publish(expired))(signToken(claims, asExpired))],
      'claim nbf': [judge({ nbf: toTime(NOW_SECONDS + 301) })],
      'claim iat': [judge({ iat: NOW_SECONDS + 301 })],
      'claim exp': breakExpiry(
        { claims, verify, sign: (given, header) => sign(timesOf(given, toTime), header) },
        NOW_SECONDS,
      ),
    },
  }
}

function timesOf(claims: Claims, toTime: (seconds: number) => unknown): Claims {
  return { ...claims, nbf: toTime(Number(claims.nbf)), exp: toTime(Number(claims.exp)) }
}

export const exchangeSubjects = [makeSubject('documented'), makeSubject('observed')]
