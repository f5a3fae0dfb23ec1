import { EMULATOR_TENANTS } from '../../../src/issuers/index.js'
import { createSubstrateVerifier, type SubstrateVerifierOptions } from '../../../src/tokens/index.js'
import { substrateProfile } from '../../../src/tokens/substrate/substrate-profile.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { signToken, type Claims } from '../sign-token.js'
import {
  connectorClaims,
  mailClaims,
  NOW_SECONDS,
  offlineOptions,
  publishedKey,
  TENANT,
} from '../substrate/substrate-fixture.js'
import { besideKey, breakExpiry, breakKeySet, type ProfileSubject } from './profile-subject.js'

const sign = (claims: Claims, header: Claims = {}): string =>
  signToken(claims, { key: keyA.privateKey, header: { kid: publishedKey.kid, ...header } })

const verifyWith = (options: Partial<SubstrateVerifierOptions>, token: string): unknown =>
  createSubstrateVerifier({
    ...offlineOptions,
    tenants: [TENANT],
    keys: { jwks: { keys: [publishedKey, besideKey] } },
    ...options,
  }).verify(token)

const verify = (token: string): unknown => verifyWith({}, token)

function makeSubject(shape: 'mail' | 'connector'): ProfileSubject {
  const claims = shape === 'mail' ? mailClaims : connectorClaims
  const judge = (changes: Claims) => () => verify(sign({ ...claims, ...changes }))
  const late = NOW_SECONDS + 301
  const senders = ['other@contoso.com']
  return {
    profile: substrateProfile,
    shape,
    claims,
    sign,
    verify,
    breaks: {
      'header kid': [() => verify(sign(claims, { kid: 'nobody' }))],
      'key kty, use, alg, n, e': breakKeySet(publishedKey, (...keys) =>
        verifyWith({ keys: { jwks: { keys } } }, sign(claims)),
      ),
      'claim iat': [judge({ iat: late })],
      'claim nbf': [judge({ nbf: late })],
      'claim exp': breakExpiry({ claims, sign, verify }, NOW_SECONDS),
      'claim appid': [judge({ azp: TENANT })],
      'claim tid': [judge({ tid: EMULATOR_TENANTS.contoso.tenantId })],
      'claim sub': shape === 'mail' ? [judge({ sub: 'adele@contoso.example' })] : [],
      'claim sender': [() => verifyWith({ senders }, sign(claims))],
    },
  }
}

export const substrateSubjects = [makeSubject('mail'), makeSubject('connector')]
