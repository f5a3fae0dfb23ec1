// Distinct action tokens of the profile `entra`, shaped and sized like real version 1 access tokens.
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { PLATFORM_CLIENT_ID } from '@countersign/core/tokens'

/** Seconds. */
export const NOW = Math.floor(Date.now() / 1000)
export const TENANT = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
export const AUDIENCE = `api://auth-am-${TENANT}/5e3ce6f0-2b1f-4285-8a4b-75ec7a757346`
export const ISSUER = `https://sts.windows.net/${TENANT}/`
export const SCOPE = 'Global.Test'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export { publicKey }
export const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'bench' }] }

export function makeClaims(i, objectId = randomUUID()) {
  return {
    aud: AUDIENCE,
    iss: ISSUER,
    iat: NOW - 60,
    nbf: NOW - 60,
    exp: NOW + 4000,
    acr: '1',
    aio: `AVQAq/8LBACA8+mMRGmy37A7sPouo42hawcsCtG7iqUz//lmEAUCmK67lc2GmhtZIA2LM${i}`,
    amr: ['pwd', 'mfa'],
    appid: PLATFORM_CLIENT_ID,
    appidacr: '2',
    family_name: 'Vance',
    given_name: 'Adele',
    ipaddr: '203.0.113.7',
    name: 'Adele Vance',
    oid: objectId,
    rh: '0.AAAA8B9MLoxRS0zFqN88csk-eaC_.',
    scp: SCOPE,
    sub: `U02i9QRWudZWzrZeQzhaPLpgsGo0go4qjBk5A8Qv-${i}`,
    tid: TENANT,
    unique_name: 'adelev@contoso.com',
    upn: 'adelev@contoso.com',
    uti: `avUcwdSBc0SXZfbcA${i}`,
    ver: '1.0',
  }
}

export function signToken(claims) {
  return signWith(privateKey, { typ: 'JWT', alg: 'RS256', x5t: 'bench', kid: 'bench' }, claims)
}

/** An RS256 token of exactly this header and these claims. */
export function signWith(key, header, claims) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${createSign('sha256').update(input).sign(key).toString('base64url')}`
}

/** What the limit checks: the bytes that are signed, and the signature. */
export function toSignedBytes(token) {
  const end = token.lastIndexOf('.')
  return {
    input: Buffer.from(token.slice(0, end)),
    signature: Buffer.from(token.slice(end + 1), 'base64url'),
  }
}
