// Distinct tokens of the profile `exchange`, in the shape and size that live servers give them.
import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto'
import { createCertificate } from '@countersign/core/jose'
import { NOW, signWith } from './entra-tokens.mjs'

const DAY = 86_400_000
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = await createCertificate(privateKey, {
  commonName: 'Microsoft Exchange Server Auth Certificate',
  notBefore: new Date(NOW * 1000 - DAY),
  notAfter: new Date(NOW * 1000 + DAY),
})
const { raw, fingerprint } = new X509Certificate(pem)
const thumbprint = Buffer.from(fingerprint.replaceAll(':', ''), 'hex')
const x5t = thumbprint.toString('base64url')

export { publicKey }
export const PAGE = 'https://addin.contoso.com/read.html'
export const METADATA_URL = 'https://mail.contoso.com/autodiscover/metadata/json/1'
export const ISSUER = '00000002-0000-0ff1-ce00-000000000000@mail.contoso.com'
export const document = {
  keys: [
    {
      usage: 'signing',
      keyinfo: { x5t },
      keyvalue: { type: 'x509Certificate', value: raw.toString('base64') },
    },
  ],
}

export function makeClaims() {
  return {
    nbf: NOW - 60,
    exp: NOW + 28_740,
    iss: ISSUER,
    aud: PAGE,
    appctxsender: ISSUER,
    isbrowserhostedapp: 'True',
    appctx: JSON.stringify({
      msexchuid: `${randomUUID()}@mail.contoso.com`,
      version: 'ExIdTok.V1',
      amurl: METADATA_URL.replace('.com/', '.com:443/'),
    }),
  }
}

export const signToken = (claims) =>
  signWith(
    privateKey,
    { typ: 'JWT', alg: 'RS256', x5t, kid: thumbprint.toString('hex').toUpperCase() },
    claims,
  )
