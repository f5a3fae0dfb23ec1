import { PLATFORM_CLIENT_ID } from '../../../src/tokens/index.js'
import type { EntraVerifierOptions } from '../../../src/tokens/entra/entra-verifier.js'
import { keyA, keyB } from '../../issuers/rsa-keys.js'
import { createFakeIssuers, type FakeIssuers } from '../fake-issuers.js'
import { signToken, type Claims } from '../sign-token.js'

export const NOW_SECONDS = 1_800_000_000
export const TENANT = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
export const OTHER_TENANT = '1b2f3e4d-5c6b-4a79-8877-665544332211'
export const UNLISTED_TENANT = '0aa11bb2-2cc3-4dd4-8ee5-5ff66aa77bb8'
export const OBJECT_ID = 'b26c3c10-5fad-4cd3-b54c-f9283922e7e2'
export const CLIENT_ID = '5e3ce6f0-2b1f-4285-8a4b-75ec7a757346'
export const APP_ID_URI = `api://auth-am-${OTHER_TENANT}/${CLIENT_ID}`
export const SCOPE = 'Global.Test'

export const v1Issuer = (tid: string): string => `https://sts.windows.net/${tid}/`
export const v2Issuer = (tid: string): string => `https://login.microsoftonline.com/${tid}/v2.0`

const common = {
  tid: TENANT,
  oid: OBJECT_ID,
  sub: 'U02i9QRWudZWzrZeQzhaPLpgsGo0go4qjBk5A8Qv1-g',
  scp: SCOPE,
  iat: NOW_SECONDS - 60,
  nbf: NOW_SECONDS - 60,
  exp: NOW_SECONDS + 3900,
  name: 'Adele Vance',
  uti: 'avUcwdSBc0SXZfbcANocAA',
}

export const v1Claims: Claims = {
  ...common,
  ver: '1.0',
  iss: v1Issuer(TENANT),
  aud: APP_ID_URI,
  appid: PLATFORM_CLIENT_ID,
  appidacr: '2',
  upn: 'AdeleV@contoso.com',
  unique_name: 'AdeleV@contoso.com',
}

export const v2Claims: Claims = {
  ...common,
  ver: '2.0',
  iss: v2Issuer(TENANT),
  aud: CLIENT_ID,
  azp: PLATFORM_CLIENT_ID,
  azpacr: '2',
  preferred_username: 'AdeleV@contoso.com',
}

/** As the real sets are shaped: v1 keys name no issuer, v2 keys name the template. Key A signs v1, key B v2. */
export const v1Key = { ...keyA.jwk, use: 'sig', kid: 'key-v1', x5t: 'key-v1' }
export const v2Key = {
  ...keyB.jwk,
  use: 'sig',
  kid: 'key-v2',
  issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
  cloud_instance_name: 'microsoftonline.com',
}

export const signV1 = (overrides: Claims = {}, header: Claims = {}): string =>
  signToken(
    { ...v1Claims, ...overrides },
    { key: keyA.privateKey, header: { kid: 'key-v1', x5t: 'key-v1', ...header } },
  )

export const signV2 = (overrides: Claims = {}, header: Claims = {}): string =>
  signToken({ ...v2Claims, ...overrides }, { key: keyB.privateKey, header: { kid: 'key-v2', ...header } })

export const offlineOptions: EntraVerifierOptions = {
  audience: [APP_ID_URI, CLIENT_ID],
  tenants: [TENANT, OTHER_TENANT],
  scope: SCOPE,
  keys: { jwks: { keys: [v1Key, v2Key] } },
  now: () => NOW_SECONDS * 1000,
}

/** The metadata addresses of one tenant, v1 and v2, as login.microsoftonline.com serves them. */
export function createFakeEntra(
  tid = TENANT,
  host = 'login.microsoftonline.com',
  cloud = 'microsoftonline.com',
): FakeIssuers {
  const login = `https://${host}`
  return createFakeIssuers({
    [`${login}/${tid}/.well-known/openid-configuration`]: {
      issuer: v1Issuer(tid),
      jwks_uri: `${login}/common/discovery/keys`,
      cloud_instance_name: cloud,
    },
    [`${login}/common/discovery/keys`]: { keys: [v1Key] },
    [`${login}/${tid}/v2.0/.well-known/openid-configuration`]: {
      issuer: `${login}/${tid}/v2.0`,
      jwks_uri: `${login}/${tid}/discovery/v2.0/keys`,
      cloud_instance_name: cloud,
    },
    [`${login}/${tid}/discovery/v2.0/keys`]: {
      keys: [{ ...v2Key, issuer: `${login}/{tenantid}/v2.0`, cloud_instance_name: cloud }],
    },
  })
}
