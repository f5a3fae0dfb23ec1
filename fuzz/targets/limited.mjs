import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'

const { decodeClaims, encodeClaims } = await built('core', 'limited/claims-codec.js')
const { generateLimitedRoot, parseLimitedRoots } = await built('core', 'limited/index.js')

const claims = {
  jti: 'jti-1',
  iat: 1_800_000_000,
  exp: 1_800_000_900,
  closesAt: 1_800_001_000,
  aud: 'service',
  purpose: 'act',
  kind: 'expense',
  item: '1234',
  version: 3,
  decision: 'approve',
  actors: [
    { address: 'adele@contoso.example' },
    { tenantId: '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f', objectId: 'b26c3c10-5fad-4cd3-b54c-f9283922e7e2' },
  ],
  sender: 'expenses@contoso.example',
  originator: '1b2f3e4d-5c6b-4a79-8877-665544332211',
  correlationId: 'c-1',
}

/** Claims that pass are whole, and say the same after another journey. */
function checkClaims(input) {
  const { value } = outcomeOf(() => decodeClaims(input.toString('utf8')))
  if (value === undefined) return
  assert.deepEqual(decodeClaims(encodeClaims(value)), value)
  assert.ok(value.actors.length >= 1 && value.actors.length <= 8)
  assert.ok(value.exp <= value.closesAt && ['act', 'read', 'link'].includes(value.purpose))
}

function checkRoots(input) {
  const text = input.toString('utf8')
  const { value: roots, error } = outcomeOf(() => parseLimitedRoots(text))
  for (const [secret] of text.matchAll(/[A-Za-z0-9_-]{33,}/g))
    assert.ok(!(error?.message ?? '').includes(secret))
  if (roots === undefined) return
  // One spelling, but for white space between the entries.
  const spelt = roots.map(({ id, secret }) => `${id}:${Buffer.from(secret).toString('base64url')}`).join(',')
  assert.equal(
    spelt,
    text
      .split(',')
      .map((part) => part.trim())
      .join(','),
  )
  assert.equal(new Set(roots.map(({ id }) => id)).size, roots.length)
  assert.ok(roots.every(({ secret }) => secret.length >= 32))
}

const root = generateLimitedRoot().text

export const targets = [
  {
    name: 'limited-claims',
    seeds: [encodeClaims(claims), encodeClaims({ ...claims, purpose: 'read', actors: [claims.actors[0]] })],
    dictionary: [
      '"pur":"link"',
      '"act":[]',
      '["a","b"]',
      '"ver":-1',
      'null',
      '1e999',
      '"__proto__":{}',
      '\\u0000',
      '"cls":0',
    ],
    check: checkClaims,
  },
  {
    name: 'limited-roots',
    seeds: [
      root,
      `${root},${generateLimitedRoot().text}`,
      ` ${root} , k2:AAAA`,
      'k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ],
    dictionary: [':', ',', '=', ' ', '-', '_', 'k1:', '\n'],
    check: checkRoots,
  },
]
