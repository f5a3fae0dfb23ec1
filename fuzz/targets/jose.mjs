import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'
import { rewrapSegment } from '../support/rewrap-segment.mjs'
import { readVector, readVectors } from '../support/vectors.mjs'

const { decodeCompactJws, encodeBase64url, openCompactJwe, parseStrictJson, sealCompactJwe } = await built(
  'core',
  'jose/index.js',
)

const MEMBERS = [
  '"alg":"RS256"',
  '"typ":"JWT"',
  '"kid":"k"',
  '"crit":["b64"]',
  '"b64":false',
  '"jwk":{}',
  '"x5c":[]',
  '"x5t":1',
]
const token = (header, payload) => `${encodeBase64url(header)}.${encodeBase64url(payload)}.c2ln`

/** What the decoder makes of a token is what its bytes say, and there is one spelling of them. */
function checkJws(input) {
  const text = input.toString('utf8')
  const { value: jws } = outcomeOf(() => decodeCompactJws(text))
  if (jws === undefined) return
  const [header, payload, signature, ...rest] = text.split('.')
  assert.deepEqual(rest, [])
  assert.equal(encodeBase64url(Buffer.from(header, 'base64url')), header)
  assert.equal(encodeBase64url(jws.payloadBytes), payload)
  assert.equal(encodeBase64url(jws.signature), signature)
  assert.deepEqual({ ...jws.payload }, JSON.parse(jws.payloadBytes.toString('utf8')))
  assert.deepEqual({ ...jws.header }, decodeProtectedHeader(text))
  assert.equal(jws.header.alg, 'RS256')
  assert.ok(!Object.hasOwn(jws.payload, '__proto__') && !Object.hasOwn(jws.payload, 'constructor'))
}

const sealingKey = createSecretKey(Buffer.alloc(32, 7))
const seal = (plaintext) => sealCompactJwe(plaintext, { key: sealingKey, kid: 'k.1.x', typ: 'limited+jwe' })

/** What opens here opens at jose, with the same content: nothing else has the key. */
async function checkJwe(input) {
  const text = input.toString('utf8')
  const { value } = outcomeOf(() =>
    openCompactJwe(text, {
      typ: 'limited+jwe',
      resolveKey: (kid) => (kid === 'k.1.x' ? sealingKey : undefined),
    }),
  )
  if (value === undefined) return
  const { plaintext, protectedHeader } = await compactDecrypt(text, sealingKey)
  assert.deepEqual(Buffer.from(plaintext), value.plaintext)
  assert.deepEqual(protectedHeader, { alg: 'dir', enc: 'A256GCM', kid: 'k.1.x', typ: 'limited+jwe' })
}

/** JSON.parse is the reference; beyond it only doubled names, `__proto__`, depth and length are refused, each where it is so. */
function checkStrictJson(input) {
  const text = input.toString('utf8')
  const { value, code } = outcomeOf(() => parseStrictJson(text, { maxDepth: 16, maxLength: 100_000 }))
  const reference = parseOrUndefined(text)
  if (code === undefined) {
    assert.deepEqual(value, reference?.value)
    // As text: JSON can write neither infinity nor the sign of zero.
    const written = JSON.stringify(value)
    assert.equal(JSON.stringify(parseStrictJson(written, { maxDepth: 16, maxLength: Infinity })), written)
    return
  }
  assert.equal(code === 'ERR_JSON_TOO_LARGE', text.length > 100_000)
  if (code === 'ERR_JSON_TOO_LARGE') return
  assert.equal(code === 'ERR_JSON_SYNTAX', reference === undefined, code)
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  if (code === 'ERR_JSON_DUPLICATE_MEMBER')
    // In JSON, colons outside of strings are as many as members; what is written twice is read once.
    assert.ok(bare.split(':').length - 1 > countMembers(reference.value))
  if (code === 'ERR_JSON_MEMBER_NAME') assert.match(text, /\\u|__proto__/)
  if (code === 'ERR_JSON_TOO_DEEP') assert.ok(bare.split(/[[{]/).length > 16)
}

function parseOrUndefined(text) {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function countMembers(value) {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((total, member) => total + countMembers(member), own)
}

export const targets = [
  {
    name: 'jws',
    seeds: [
      readVector('signed-card-doc-sample.jws').trim(),
      ...JSON.parse(readVector('jose/refused-jws.json')).map((vector) => vector.token),
      ...MEMBERS.map((member) =>
        token(`{"alg":"RS256",${member}}`.replace(/,"alg":"RS256"/, ''), '{"iss":"x","exp":1}'),
      ),
      token('{"alg":"RS256"}', '{"__proto__":1}'),
      token('{"alg":"RS256"}', `{"a":${'['.repeat(20)}${']'.repeat(20)}}`),
    ],
    dictionary: [
      ...MEMBERS,
      '.',
      '..',
      '=',
      '+',
      '/',
      '{',
      '}',
      '"__proto__":{}',
      '"constructor":1',
      '\\u0000',
      '\ud83d\ude00',
    ],
    rewrap: rewrapSegment,
    check: checkJws,
  },
  {
    name: 'jwe',
    seeds: [
      seal('{"jti":"1"}'),
      seal(''),
      ...JSON.parse(readVector('jose/refused-jwe.json')).map(({ token }) => token),
    ],
    dictionary: [
      '.',
      '..',
      '...',
      '=',
      '"zip":"DEF"',
      '"enc":"A128GCM"',
      '"alg":"A256KW"',
      '"kid":"k.1.x"',
      '"typ":"limited+jwe"',
    ],
    rewrap: rewrapSegment,
    check: checkJwe,
  },
  {
    name: 'strict-json',
    seeds: [
      '{"a":[1,{"b":"\\"c"}],"a":2}',
      '{"__proto__":1}',
      '{"\\u005f_proto__":1}',
      '[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]',
      ...readVectors('cards', '.json'),
    ],
    dictionary: [
      '"a":',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\"',
      '\\u0061',
      '__proto__',
      'null',
      '\\\\',
      '\u2028',
    ],
    arbitrary: fc.oneof(fc.json({ maxDepth: 6 }), fc.string({ unit: fc.constantFrom(...'{}[],:"\\ea1\t ') })),
    check: checkStrictJson,
  },
]
