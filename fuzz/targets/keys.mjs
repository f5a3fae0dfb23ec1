import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'
import {
  certificate,
  ec,
  JWK_WORDS,
  pems,
  privateKey,
  publicJwk,
  publicKey,
} from '../support/sample-keys.mjs'
import { readVector } from '../support/vectors.mjs'

const { computeKeyThumbprint, exportPrivateKey, exportPublicKey, importPrivateKey, importPublicKey } =
  await built('core', 'jose/index.js')
const { formatRsaKeyValue, parseRsaKeyValue } = await built('core', 'jose/rsa-key-value-xml.js')

const publicXml = exportPublicKey(publicKey, 'xml')

/** A key that passed is one that OpenSSL and jose know by the same thumbprint, and it survives every format. */
async function checkPublic(text, format) {
  const { value: key, error } = outcomeOf(() => importPublicKey(text, format))
  assertKeepsSecrets(text, error)
  if (key === undefined) return
  assert.equal(key.type, 'public')
  assert.equal(key.asymmetricKeyType, 'rsa')
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails
  assert.ok(
    modulusLength >= 2048 && modulusLength <= 8192 && publicExponent % 2n === 1n && publicExponent >= 3n,
  )
  const thumbprint = computeKeyThumbprint(key)
  assert.equal(thumbprint, await calculateJwkThumbprint(key.export({ format: 'jwk' })))
  for (const form of ['pem', 'jwk', 'xml'])
    assert.equal(computeKeyThumbprint(importPublicKey(exportPublicKey(key, form), form)), thumbprint, form)
  return key
}

function checkPrivate(text, format) {
  const { value: key, error } = outcomeOf(() => importPrivateKey(text, format))
  assertKeepsSecrets(text, error)
  if (key === undefined) return
  assert.equal(key.type, 'private')
  for (const form of ['pem', 'jwk', 'xml'])
    assert.ok(importPrivateKey(exportPrivateKey(key, form), form).equals(key), form)
}

/** No error repeats a stretch of the key's text. */
function assertKeepsSecrets(text, error) {
  const cause = error?.cause instanceof Error ? error.cause.message : ''
  for (const [secret] of text.matchAll(/[A-Za-z0-9+/_-]{24,}/g))
    assert.ok(!`${error?.message} ${cause}`.includes(secret), 'an error repeats the key')
}

async function checkJwk(input) {
  const text = input.toString('utf8')
  const key = await checkPublic(text, 'jwk')
  if (key !== undefined)
    assert.equal(
      computeKeyThumbprint(key),
      computeKeyThumbprint(createPublicKey({ key: JSON.parse(text), format: 'jwk' })),
    )
  checkPrivate(text, 'jwk')
}

async function checkXml(input) {
  const text = input.toString('utf8')
  const { value: parts } = outcomeOf(() => parseRsaKeyValue(text))
  if (parts !== undefined) assert.deepEqual(parseRsaKeyValue(formatRsaKeyValue(parts)), parts)
  await checkPublic(text, 'xml')
  checkPrivate(text, 'xml')
}

async function checkPem(input) {
  const text = input.toString('utf8')
  const key = await checkPublic(text, 'pem')
  if (key !== undefined && !text.includes('-----BEGIN CERTIFICATE'))
    assert.equal(computeKeyThumbprint(key), computeKeyThumbprint(createPublicKey(blockOf(text))))
  checkPrivate(text, 'pem')
  outcomeOf(() => importPublicKey(text))
  const { value: secret } = outcomeOf(() => importPrivateKey(text))
  if (secret !== undefined) assert.ok(secret.equals(createPrivateKey(blockOf(text, 'PRIVATE KEY'))))
}

/** The first block alone, with its lines as OpenSSL asks for them: our reader takes other white space, too. */
function blockOf(text, label = '') {
  const block = new RegExp(`-----BEGIN ([^-]*${label})-----([^-]*)-----END \\1-----`).exec(text)
  const lines = block[2].replace(/\s+/g, '').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN ${block[1]}-----\n${lines}\n-----END ${block[1]}-----\n`
}

async function checkX509(input) {
  const text = input.toString('latin1')
  const key = await checkPublic(text, 'x509')
  if (key === undefined || text.includes('-----BEGIN')) return
  assert.equal(
    computeKeyThumbprint(key),
    computeKeyThumbprint(new X509Certificate(Buffer.from(text, 'base64')).publicKey),
  )
}

/** Mutates the certificate's DER rather than its base64. */
function rewrapDer(input, change) {
  return Buffer.from(change(Buffer.from(input.toString('latin1'), 'base64')).toString('base64'))
}

export const targets = [
  {
    name: 'jwk',
    seeds: [
      JSON.stringify(publicJwk),
      JSON.stringify(privateKey.export({ format: 'jwk' })),
      JSON.stringify({ ...publicJwk, use: 'sig', alg: 'RS256', key_ops: ['verify'] }),
      JSON.stringify(ec.publicKey.export({ format: 'jwk' })),
      '{"keys":[]}',
      readVector('jose/rfc7638-3.1.json'),
    ],
    dictionary: [...JWK_WORDS, '"n":', 'AAAA', '=', '__proto__', '{', '}', '[', ']'],
    check: checkJwk,
  },
  {
    name: 'rsa-key-value',
    seeds: [
      publicXml,
      exportPrivateKey(privateKey, 'xml'),
      readVector('signed-card-doc-sample.pub.xml'),
      `<?xml version="1.0"?>\n${publicXml}`,
      publicXml.replace('>', ' xmlns="http://www.w3.org/2000/09/xmldsig#">'),
    ],
    dictionary: [
      '<Modulus>',
      '</Modulus>',
      '<Exponent>',
      '<D>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '<!--',
      '-->',
      '<![CDATA[',
      '&amp;',
      '</RSAKeyValue>',
      '<RSAKeyValue',
      ' xmlns="',
      '\n',
    ],
    check: checkXml,
  },
  {
    name: 'pem',
    seeds: pems,
    dictionary: [
      '-----BEGIN ',
      '-----END ',
      'PUBLIC KEY-----',
      'RSA PRIVATE KEY-----',
      'CERTIFICATE-----',
      'ENCRYPTED',
      'Proc-Type: 4,ENCRYPTED',
      '\r\n',
      'AAAA',
      '=',
    ],
    check: checkPem,
  },
  {
    name: 'x509',
    seeds: [certificate.replace(/-----.*-----|\s/g, ''), certificate],
    rewrap: rewrapDer,
    check: checkX509,
  },
]
