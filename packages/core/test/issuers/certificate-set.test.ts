import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CountersignError } from '../../src/errors/index.js'
import { readCertificateSet } from '../../src/issuers/certificate-set.js'
import { computeKeyThumbprint } from '../../src/jose/index.js'
import { refusalCode } from '../refusal-code.js'
import { certificateA, certificateB, metadataOf, publish } from '../tokens/exchange/exchange-fixture.js'
import { makeKey } from './rsa-keys.js'

const expected = { maxKeys: 10 }
const good = publish(certificateA)
const { value, x5t } = certificateB

function usableOf(entries: readonly unknown[]): string[] {
  return [...readCertificateSet(metadataOf(good, ...entries), expected).usable.keys()]
}

describe('readCertificateSet', () => {
  it('reads the certificates of a document by their own thumbprints', () => {
    const { usable } = readCertificateSet(metadataOf(good, publish(certificateB)), expected)
    assert.deepEqual([...usable.keys()], [certificateA.x5t, certificateB.x5t])
    const found = usable.get(certificateA.x5t)
    assert.equal(found?.key.kid, Buffer.from(certificateA.x5t, 'base64url').toString('hex').toUpperCase())
    assert.ok((found?.notBefore ?? Number.NaN) < (found?.notAfter ?? Number.NaN))
  })

  it('K08: passes over what is no signing certificate', () => {
    const certificate = { type: 'x509Certificate', value }
    const others = [
      null,
      7,
      [],
      {},
      { usage: 'encryption', keyinfo: { x5t }, keyvalue: certificate },
      { keyinfo: { x5t }, keyvalue: certificate },
      { usage: 'signing', keyinfo: { x5t: 7 }, keyvalue: certificate },
      { usage: 'signing', keyinfo: [x5t], keyvalue: certificate },
      { usage: 'signing', keyvalue: certificate },
      { usage: 'signing', keyinfo: { x5t }, keyvalue: { type: 'jwk', value } },
      { usage: 'signing', keyinfo: { x5t }, keyvalue: { type: 'x509Certificate', value: [value] } },
      { usage: 'signing', keyinfo: { x5t }, keyvalue: value },
    ]
    for (const other of others) assert.deepEqual(usableOf([other]), [certificateA.x5t], JSON.stringify(other))
  })

  it('X02: uses nothing that is not one whole certificate in one spelling, under its own thumbprint', () => {
    const der = Buffer.from(value, 'base64')
    const values = [
      '',
      'x',
      value.slice(0, -8),
      `${value}\n`,
      value.replace(/.{64}/g, '$&\n'),
      der.toString('base64url'),
      Buffer.concat([der, Buffer.of(0)]).toString('base64'),
      Buffer.concat([der, der]).toString('base64'),
      `-----BEGIN CERTIFICATE-----\n${value}\n-----END CERTIFICATE-----\n`,
      Buffer.from(`-----BEGIN CERTIFICATE-----\n${value}\n-----END CERTIFICATE-----\n`).toString('base64'),
      makeKey().privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    ]
    for (const [index, text] of values.entries()) {
      const { usable, refused } = readCertificateSet(
        metadataOf(good, publish({ ...certificateB, value: text })),
        expected,
      )
      assert.deepEqual([...usable.keys()], [certificateA.x5t], String(index))
      assert.ok(refused.has(x5t), String(index))
    }
  })

  it('pins keys where thumbprints are given', () => {
    const thumbprints = new Set([computeKeyThumbprint(certificateB.key)])
    const { usable } = readCertificateSet(metadataOf(good, publish(certificateB)), {
      maxKeys: 10,
      thumbprints,
    })
    assert.deepEqual([...usable.keys()], [certificateB.x5t])
  })

  it('K09: refuses a document that is none, too long, or without a usable certificate', async () => {
    const documents = [
      null,
      [],
      'x',
      {},
      { keys: {} },
      metadataOf(),
      metadataOf({}),
      metadataOf(...Array.from({ length: 11 }, () => good)),
    ]
    for (const document of documents)
      assert.equal(await refusalCode(() => readCertificateSet(document, expected)), 'ERR_ISSUER_KEY_SET')
  })

  it('takes or refuses any JSON, and throws nothing else', () => {
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.record({
        usage: fc.constantFrom('signing', 'x', 7),
        keyinfo: fc.oneof(fc.record({ x5t: fc.constantFrom(x5t, 'x', null) }), fc.jsonValue()),
        keyvalue: fc.oneof(
          fc.record({
            type: fc.constantFrom('x509Certificate', 'x'),
            value: fc.constantFrom(value, 'AAAA', 7),
          }),
          fc.jsonValue(),
        ),
      }),
    )
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (keys) => {
        try {
          for (const name of readCertificateSet({ keys }, expected).usable.keys()) assert.equal(name, x5t)
        } catch (error) {
          assert.ok(error instanceof CountersignError && error.code === 'ERR_ISSUER_KEY_SET')
        }
      }),
    )
  })
})
