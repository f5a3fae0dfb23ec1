import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { decodeCompactJws, importPrivateKey, importPublicKey, parseStrictJson } from '../../src/jose/index.js'
import { parseLimitedRoots } from '../../src/limited/index.js'
import { decodeClaims } from '../../src/limited/claims-codec.js'
import { readExchangeContext } from '../../src/tokens/exchange/exchange-context.js'
import { encode } from './forge.js'

const MARKED = 'MARKED-text-that-is-secret'
const header = encode({ alg: 'RS256' })

/** JSON.parse, Node and OpenSSL quote what they could not read, in their messages and in their causes. */
describe('errors of parsers', () => {
  for (const [what, run] of Object.entries({
    'the payload of a token': () => decodeCompactJws(`${header}.${encode(`${MARKED}`)}.c2ln`),
    'the header of a token': () => decodeCompactJws(`${encode(`{"alg":${MARKED}`)}.${encode({})}.c2ln`),
    'strict JSON': () => parseStrictJson(`{"a":${MARKED}`),
    'strict JSON with a member twice': () => parseStrictJson(`{"${MARKED}":1,"${MARKED}":2}`),
    'limited claims': () => decodeClaims(`${MARKED}`),
    'limited claims of other types': () => decodeClaims(JSON.stringify({ act: [MARKED], jti: MARKED })),
    'limited roots': () => parseLimitedRoots(`k1:${MARKED}!!,${MARKED}`),
    'the context of an Exchange token': () => readExchangeContext({ appctx: `${MARKED}` }),
    'a public key': () => importPublicKey(`{"kty":"RSA","n":"${MARKED}","e":"${MARKED}"}`),
    'a private key': () =>
      importPrivateKey(`-----BEGIN PRIVATE KEY-----\n${MARKED}\n-----END PRIVATE KEY-----`),
    'a key without a format': () => importPrivateKey(MARKED),
  }))
    it(`H05: ${what} is never quoted`, () => {
      assert.throws(run, (error: unknown) => {
        assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /MARKED/)
        return true
      })
    })
})
