// Full decode and RS256 check of distinct tokens, one thread, against raw crypto.verify over the same tokens.
// Claims are judged by the profile's own benchmark.
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { createVerificationKey, verifyCompactJws } from '@countersign/core/jose'
import { createVerifier } from 'fast-jwt'
import { jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { interleave, toRow } from './interleave.mjs'

export const name = 'verify-jws'
const TOKENS = 2000

export async function run() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const tokens = Array.from({ length: TOKENS }, () => makeToken(privateKey))
  const raw = tokens.map((token) => {
    const end = token.lastIndexOf('.')
    return [Buffer.from(token.slice(0, end)), Buffer.from(token.slice(end + 1), 'base64url')]
  })
  const key = createVerificationKey(publicKey)
  const pem = publicKey.export({ format: 'pem', type: 'spki' })
  const fastVerify = createVerifier({ key: pem, algorithms: ['RS256'], cache: false })
  const results = await interleave({
    limit: () => count(raw, ([data, signature]) => verify('sha256', data, publicKey, signature)),
    ours: () => count(tokens, (token) => verifyCompactJws(token, { key })),
    'fast-jwt': () => count(tokens, (token) => fastVerify(token)),
    jsonwebtoken: () =>
      count(tokens, (token) => jsonwebtoken.verify(token, publicKey, { algorithms: ['RS256'] })),
    'jose in flight': async () =>
      (await Promise.all(tokens.map((token) => jwtVerify(token, publicKey, { algorithms: ['RS256'] }))))
        .length,
  })
  return [toRow(name, 'tokens/s', results)]
}

function count(list, check) {
  let good = 0
  for (const entry of list) if (check(entry)) good++
  if (good !== list.length) throw new Error('a good token was refused')
  return good
}

/** Shaped and sized like an Entra v1 access token. */
function makeToken(privateKey) {
  const now = Math.floor(Date.now() / 1000)
  const header = { typ: 'JWT', alg: 'RS256', x5t: 'a'.repeat(27), kid: 'a'.repeat(27) }
  const payload = {
    aud: 'api://auth-am-2b4c1e1e-0000-4000-8000-000000000001/2b4c1e1e-0000-4000-8000-000000000001',
    iss: 'https://sts.windows.net/c0a70000-0000-4000-8000-000000c0a705/',
    iat: now,
    nbf: now,
    exp: now + 4000,
    acr: '1',
    aio: `A${randomUUID()}${randomUUID()}`,
    amr: ['pwd', 'mfa'],
    appid: '48af08dc-f6d2-435f-b2a7-069abd99c086',
    appidacr: '2',
    ipaddr: '192.0.2.1',
    name: 'Adele Vance',
    oid: randomUUID(),
    rh: `0.A${randomUUID()}`,
    scp: 'Global.Test',
    sid: randomUUID(),
    sub: `s${randomUUID()}`,
    tid: 'c0a70000-0000-4000-8000-000000c0a705',
    unique_name: 'adele@contoso.example',
    upn: 'adele@contoso.example',
    uti: randomUUID(),
    ver: '1.0',
  }
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
}
