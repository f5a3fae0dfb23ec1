import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { computeKeyThumbprint } from '../../src/jose/index.js'
import { readKeySet, type KeySetExpectations } from '../../src/issuers/key-set.js'
import { refusalCode } from '../refusal-code.js'
import { keyA, keyB, makeKey } from './rsa-keys.js'

const tenantId = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`
const template = 'https://login.microsoftonline.com/{tenantid}/v2.0'
const expected: KeySetExpectations = { issuer, tenantId, keyIssuer: 'optional', maxKeys: 10 }
const good = { ...keyA.jwk, kid: 'good', use: 'sig' }

/** Reads the entries beside a good key, and lists which ids can be used. */
function usableOf(entries: unknown[], options: Partial<KeySetExpectations> = {}, cloud?: string): string[] {
  const document = cloud === undefined ? undefined : { issuer, cloudInstanceName: cloud }
  return [...readKeySet({ keys: entries }, document, { ...expected, ...options }).usable.keys()]
}

describe('readKeySet', () => {
  it('reads the keys of a set, with x5t and x5c beside them', () => {
    const second = { ...keyB.jwk, kid: 'b', x5t: 'b', x5c: ['MIIC'], alg: 'RS256', key_ops: ['verify'] }
    assert.deepEqual(usableOf([good, second]), ['good', 'b'])
  })

  it('K08: uses no key that is meant for something else, weak or odd', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
    const weak = makeKey(1024).jwk
    const others = [
      { ...keyB.jwk, kid: 'x', use: 'enc' },
      { ...keyB.jwk, kid: 'x', alg: 'RS512' },
      { ...keyB.jwk, kid: 'x', alg: 'PS256' },
      { ...keyB.jwk, kid: 'x', key_ops: ['encrypt'] },
      { ...keyB.jwk, kid: 'x', key_ops: 'verify' },
      { ...keyB.jwk, kid: 'x', e: 'AQ' }, // 1
      { ...keyB.jwk, kid: 'x', e: 'AQAA' }, // even
      { ...keyB.jwk, kid: 'x', e: 'AQAB=' },
      { ...keyB.jwk, kid: 'x', n: undefined },
      { ...weak, kid: 'x' },
      { ...ec, kid: 'x' },
      { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'x' },
    ]
    for (const other of others)
      assert.deepEqual(usableOf([good, other]), ['good'], JSON.stringify(Object.keys(other)))
  })

  it('K08: uses no key whose secret is published, nor a symmetric one', () => {
    const whole = keyB.privateKey.export({ format: 'jwk' })
    assert.deepEqual(usableOf([good, { ...whole, kid: 'x' }]), ['good'])
    assert.deepEqual(usableOf([good, { ...keyB.jwk, d: 'AQAB', kid: 'x' }]), ['good'])
    assert.deepEqual(usableOf([good, { kty: 'oct', k: 'c2VjcmV0', kid: 'x' }]), ['good'])
    assert.deepEqual(usableOf([good, { ...keyB.jwk, k: 'c2VjcmV0', kid: 'x' }]), ['good'])
  })

  it('K04: uses no key that speaks for another issuer', () => {
    assert.deepEqual(usableOf([{ ...good, issuer: template }]), ['good'])
    assert.deepEqual(usableOf([{ ...good, issuer }]), ['good'])
    const personal = {
      ...keyB.jwk,
      kid: 'x',
      issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    }
    assert.deepEqual(usableOf([good, personal]), ['good'])
    assert.deepEqual(usableOf([good, { ...personal, issuer: 'https://sts.windows.net/{tenantid}/' }]), [
      'good',
    ])
  })

  it('K13: where keys must name their issuer, one without is not used', async () => {
    const named = { ...keyB.jwk, kid: 'b', issuer: template }
    assert.deepEqual(usableOf([good, named], { keyIssuer: 'required' }), ['b'])
    assert.equal(await refusalCode(() => usableOf([good], { keyIssuer: 'required' })), 'ERR_ISSUER_KEY_SET')
  })

  it('K05: uses no key of another cloud than the document', () => {
    const government = { ...keyB.jwk, kid: 'us', cloud_instance_name: 'microsoftonline.us' }
    const here = { ...good, cloud_instance_name: 'microsoftonline.com' }
    assert.deepEqual(usableOf([here, government], {}, 'microsoftonline.com'), ['good'])
    assert.deepEqual(usableOf([here, government], {}, 'microsoftonline.us'), ['us'])
    assert.deepEqual(usableOf([here, government]), ['good', 'us'])
  })

  it('T11: uses neither of two keys with one id, in whatever order and number they come', () => {
    const a = { ...keyA.jwk, kid: 'x' }
    const b = { ...keyB.jwk, kid: 'x' }
    const other = { ...makeKey().jwk, kid: 'other' }
    for (const entries of [
      [a, b],
      [b, a],
      [a, b, a],
      [a, a, b],
      [a, b, b],
      [a, { ...b, use: 'enc' }],
    ]) {
      assert.deepEqual(usableOf([other, ...entries]), ['other'])
    }
  })

  it('takes one key listed once for each of its issuers', () => {
    const entry = { ...keyA.jwk, kid: 'x' }
    const foreign = {
      ...entry,
      issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    }
    assert.deepEqual(usableOf([{ ...entry, issuer: template }, foreign]), ['x'])
    assert.deepEqual(usableOf([foreign, { ...entry, issuer: template }]), ['x'])
  })

  it('T11: has a key for tokens without kid only if it is the only key', () => {
    assert.notEqual(readKeySet({ keys: [keyA.jwk] }, undefined, expected).sole, undefined)
    assert.notEqual(readKeySet({ keys: [good] }, undefined, expected).sole, undefined)
    assert.equal(
      readKeySet({ keys: [good, { ...keyB.jwk, kid: 'x', use: 'enc' }] }, undefined, expected).sole,
      undefined,
    )
  })

  it('T10: an id that every object has, or that is no id, is not one', async () => {
    for (const kid of ['__proto__', 'constructor', '../x', '', 'a b', 7, null]) {
      assert.equal(
        await refusalCode(() => usableOf([{ ...keyA.jwk, kid }])),
        'ERR_ISSUER_KEY_SET',
        String(kid),
      )
    }
    const { usable, refused } = readKeySet({ keys: [good] }, undefined, expected)
    assert.equal(usable.get('__proto__'), undefined)
    assert.equal(refused.has('constructor'), false)
  })

  it('E02: with thumbprints, uses listed keys only', async () => {
    const thumbprint = computeKeyThumbprint(keyB.privateKey)
    const b = { ...keyB.jwk, kid: 'b' }
    assert.deepEqual(usableOf([good, b], { thumbprints: new Set([thumbprint]) }), ['b'])
    assert.equal(
      await refusalCode(() => usableOf([good], { thumbprints: new Set([thumbprint]) })),
      'ERR_ISSUER_KEY_SET',
    )
  })

  it('K09: refuses a set that is none, too large, or without a usable key', async () => {
    const many = Array.from({ length: 11 }, (_, index) => ({ ...keyA.jwk, kid: `k${index}` }))
    for (const keySet of [
      null,
      [],
      {},
      { keys: {} },
      { keys: 'x' },
      { keys: [] },
      { keys: [null, 1, 'x', []] },
      { keys: many },
    ]) {
      assert.equal(await refusalCode(() => readKeySet(keySet, undefined, expected)), 'ERR_ISSUER_KEY_SET')
    }
  })
})
