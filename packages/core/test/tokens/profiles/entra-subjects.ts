import { EMULATOR_TENANTS } from '../../../src/issuers/index.js'
import { entraProfile } from '../../../src/tokens/entra/entra-profile.js'
import { createEntraVerifier } from '../../../src/tokens/index.js'
import { keyA, keyB } from '../../issuers/rsa-keys.js'
import * as entra from '../entra/entra-fixture.js'
import { signToken, type Claims } from '../sign-token.js'
import { besideKey, breakExpiry, breakKeySet, type ProfileSubject } from './profile-subject.js'

const verifyWith =
  (...keys: object[]) =>
  (token: string): unknown =>
    createEntraVerifier({ ...entra.offlineOptions, keys: { jwks: { keys } } }).verify(token)

function makeSubject(shape: 'v1' | 'v2'): ProfileSubject {
  const [claims, published, key] =
    shape === 'v1'
      ? ([entra.v1Claims, entra.v1Key, keyA.privateKey] as const)
      : ([entra.v2Claims, entra.v2Key, keyB.privateKey] as const)
  const sign = (given: Claims, header: Claims = {}): string =>
    signToken(given, { key, header: { kid: published.kid, ...header } })
  const beside = { ...besideKey, ...(shape === 'v2' && { ...keyA.jwk, issuer: entra.v2Key.issuer }) }
  const verify = verifyWith(published, beside)
  const good = sign(claims)
  const judge = (changes: Claims) => () => verify(sign({ ...claims, ...changes }))
  const late = entra.NOW_SECONDS + 301
  return {
    profile: entraProfile,
    shape,
    claims,
    sign,
    verify,
    breaks: {
      'header kid': [() => verify(sign(claims, { kid: 'nobody' }))],
      'key kty, use, alg, n, e': breakKeySet(published, (first, second) =>
        verifyWith(...[first, ...(second === undefined ? [] : [beside])].filter((one) => one !== undefined))(
          good,
        ),
      ),
      'key issuer': [undefined, entra.v2Issuer(entra.OTHER_TENANT)].flatMap((issuer) => [
        () => verifyWith({ ...published, issuer }, beside)(good),
        () => verifyWith({ ...published, issuer })(good),
      ]),
      'claim tid': [judge({ tid: EMULATOR_TENANTS.contoso.tenantId })],
      'claim iat': [judge({ iat: late })],
      'claim nbf': [judge({ nbf: late })],
      'claim exp': breakExpiry({ claims, sign, verify }, entra.NOW_SECONDS),
      'claim appid': [judge({ azp: entra.CLIENT_ID })],
      'claim azp': [judge({ appid: entra.CLIENT_ID })],
      'claim scp': [judge({ scp: `${entra.SCOPE}.All` })],
      'claim idtyp': [judge({ idtyp: 'app' })],
    },
  }
}

export const entraSubjects = [makeSubject('v1'), makeSubject('v2')]
