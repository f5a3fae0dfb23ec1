import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'
import { JWK_WORDS, privateKey, publicJwk } from '../support/sample-keys.mjs'

const { readKeySet } = await built('core', 'issuers/key-set.js')
const { readDiscoveryDocument } = await built('core', 'issuers/discovery-document.js')

const expected = { issuer: 'https://i.example/', keyIssuer: 'optional', maxKeys: 50 }

/** A set gives only keys that may verify; a document only speaks for the issuer that was asked for. */
function checkKeySet(input) {
  let published
  try {
    published = JSON.parse(input.toString('utf8'))
  } catch {
    return
  }
  const { value: set } = outcomeOf(() => readKeySet(published, undefined, expected))
  for (const [kid, { key: verificationKey }] of set?.usable ?? []) {
    const { key } = verificationKey
    assert.ok(key.type === 'public' && key.asymmetricKeyDetails.modulusLength >= 2048)
    assert.ok(
      published.keys.some((entry) => entry?.kid === kid && entry.kty === 'RSA' && entry.d === undefined),
    )
    assert.ok(!set.refused.has(kid))
  }
  const { value: document } = outcomeOf(() => readDiscoveryDocument(published, expected))
  if (document !== undefined) assert.equal(document.issuer, expected.issuer)
}

const setOf = (...keys) =>
  JSON.stringify({ issuer: expected.issuer, jwks_uri: 'https://i.example/keys', keys })

export const targets = [
  {
    name: 'key-set',
    seeds: [
      setOf({ ...publicJwk, kid: 'a' }),
      setOf({ ...publicJwk, kid: 'a' }, { ...publicJwk, kid: 'b', use: 'enc' }, null, 1),
      setOf({ ...publicJwk, kid: 'a', issuer: 'https://i.example/', cloud_instance_name: 'x' }),
      setOf(privateKey.export({ format: 'jwk' })),
    ],
    dictionary: [
      ...JWK_WORDS,
      '"issuer":"https://i.example/"',
      '{tenantid}',
      '__proto__',
      'null',
      '[]',
      '{}',
    ],
    check: checkKeySet,
  },
]
