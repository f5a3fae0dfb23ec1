import { generateKeyPairSync } from 'node:crypto'
import { built } from './built.mjs'
import { readVector } from './vectors.mjs'

const { createCertificate } = await built('core', 'jose/index.js')

export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const certificate = await createCertificate(privateKey, {
  commonName: 'fuzz',
  notBefore: new Date(0),
  notAfter: new Date(4e12),
  dnsNames: ['a.example'],
})
export const publicJwk = publicKey.export({ format: 'jwk' })
export const pems = [
  publicKey.export({ format: 'pem', type: 'spki' }),
  publicKey.export({ format: 'pem', type: 'pkcs1' }),
  privateKey.export({ format: 'pem', type: 'pkcs8' }),
  privateKey.export({ format: 'pem', type: 'pkcs1' }),
  privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }),
  ec.publicKey.export({ format: 'pem', type: 'spki' }),
  ec.privateKey.export({ format: 'pem', type: 'pkcs8' }),
  readVector('signed-card-doc-sample.pub.pem'),
  certificate,
].map(String)

/** Members of a JWK, for the dictionary. */
export const JWK_WORDS = [
  '"kty":"RSA"',
  '"kty":"EC"',
  '"use":"enc"',
  '"alg":"PS256"',
  '"key_ops":["sign"]',
  '"k":"x"',
  '"d":"AQAB"',
  '"e":"AQ"',
  '"kid":"a"',
  '"oth":[]',
]
