import type { JsonWebKey, KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { tryDecodeBase64url } from './base64url.js'
import { isJsonObject } from './json-object.js'
import { createRsaPrivateKey, createRsaPublicKey, RSA_PRIVATE_PARTS } from './rsa-parameters.js'
import { parseStrictJson } from './strict-json.js'

type Jwk = Readonly<Record<string, unknown>>

/** An RSA public key from a JWK (RFC 7517, RFC 7518 section 6.3.1). Members such as x5c are not read. */
export function importPublicJwk(input: string | JsonWebKey): KeyObject {
  const jwk = readJwk(input)
  if (isPrivate(jwk)) throw new CountersignError('ERR_KEY_PRIVATE')
  checkUse(jwk, 'verify')
  return createRsaPublicKey({ n: readPart(jwk, 'n'), e: readPart(jwk, 'e') })
}

/** An RSA private key with all its parts from a JWK (RFC 7518 section 6.3.2). */
export function importPrivateJwk(input: string | JsonWebKey): KeyObject {
  const jwk = readJwk(input)
  checkUse(jwk, 'sign')
  if (!isPrivate(jwk)) throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  if (Object.hasOwn(jwk, 'oth'))
    throw new CountersignError('ERR_KEY_UNSUPPORTED', 'RSA keys of more than two primes are not supported.')
  return createRsaPrivateKey({
    n: readPart(jwk, 'n'),
    e: readPart(jwk, 'e'),
    d: readPart(jwk, 'd'),
    p: readPart(jwk, 'p'),
    q: readPart(jwk, 'q'),
    dp: readPart(jwk, 'dp'),
    dq: readPart(jwk, 'dq'),
    qi: readPart(jwk, 'qi'),
  })
}

function readJwk(input: string | JsonWebKey): Jwk {
  const jwk: unknown = typeof input === 'string' ? parseStrictJson(input) : input
  if (!isJsonObject(jwk)) throw new CountersignError('ERR_KEY_UNREADABLE', 'The JWK is not an object.')
  if (Object.hasOwn(jwk, 'keys') && !Object.hasOwn(jwk, 'kty'))
    throw new CountersignError('ERR_KEY_AMBIGUOUS', 'This is a key set; give one key of it.')
  return jwk
}

function isPrivate(jwk: Jwk): boolean {
  return [...RSA_PRIVATE_PARTS, 'oth', 'k'].some((part) => Object.hasOwn(jwk, part))
}

function checkUse(jwk: Jwk, operation: 'sign' | 'verify'): void {
  const { kty, use, alg, key_ops: operations } = jwk
  if (kty !== 'RSA') throw new CountersignError('ERR_KEY_UNSUPPORTED')
  if (use !== undefined && use !== 'sig') throw new CountersignError('ERR_KEY_USE')
  if (alg !== undefined && alg !== 'RS256') throw new CountersignError('ERR_KEY_USE')
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes(operation)))
    throw new CountersignError('ERR_KEY_USE')
}

function readPart(jwk: Jwk, name: string): Buffer {
  const text = Object.hasOwn(jwk, name) ? jwk[name] : undefined
  const bytes = typeof text === 'string' && text !== '' ? tryDecodeBase64url(text) : undefined
  if (bytes === undefined)
    throw new CountersignError('ERR_KEY_UNREADABLE', `The JWK's member ${name} is missing or not base64url.`)
  return bytes
}
