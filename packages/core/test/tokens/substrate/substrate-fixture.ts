import { PLATFORM_CLIENT_ID, type SubstrateVerifierOptions } from '../../../src/tokens/index.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { signToken, type Claims } from '../sign-token.js'

export const NOW_SECONDS = 1_800_000_000
export const TENANT = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
export const OBJECT_ID = 'b26c3c10-5fad-4cd3-b54c-f9283922e7e2'
export const AUDIENCE = 'https://api.contoso.com'

const common = {
  iat: NOW_SECONDS,
  nbf: NOW_SECONDS,
  exp: NOW_SECONDS + 900,
  ver: 'STI.ExternalAccessToken.V1',
  appid: PLATFORM_CLIENT_ID,
  appidacr: '2',
  acr: '0',
  iss: 'https://substrate.office.com/sts/',
  aud: AUDIENCE,
}

export const mailClaims: Claims = { ...common, sub: 'AdeleV@contoso.com', sender: 'Expenses@contoso.com' }
export const connectorClaims: Claims = { ...common, sub: OBJECT_ID, oid: OBJECT_ID, tid: TENANT }
export const publishedKey = { ...keyA.jwk, use: 'sig', kid: 'key-s', x5t: 'key-s' }

const sign = (claims: Claims): string =>
  signToken(claims, { key: keyA.privateKey, header: { kid: 'key-s', x5t: 'key-s' } })
export const signMail = (overrides: Claims = {}): string => sign({ ...mailClaims, ...overrides })
export const signConnector = (overrides: Claims = {}): string => sign({ ...connectorClaims, ...overrides })

export const offlineOptions: SubstrateVerifierOptions = {
  audience: AUDIENCE,
  keys: { jwks: { keys: [publishedKey] } },
  now: () => NOW_SECONDS * 1000,
}
