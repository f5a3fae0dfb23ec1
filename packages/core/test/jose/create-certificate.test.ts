import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import { createCertificate, generateSigningKey } from '../../src/jose/index.js'

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2055-01-01T00:00:00Z') }

describe('createCertificate', () => {
  it('makes a certificate that OpenSSL reads, checks and finds the names in', async () => {
    const key = await generateSigningKey()
    const names = { dnsNames: ['localhost', 'mail.example'], ipAddresses: ['127.0.0.1'] }
    const made = new X509Certificate(
      await createCertificate(key, { commonName: 'localhost', ...names, ...validity }),
    )
    assert.ok(made.checkPrivateKey(key))
    assert.ok(made.verify(made.publicKey))
    assert.equal(made.subject, 'CN=localhost')
    assert.equal(made.issuer, 'CN=localhost')
    assert.equal(made.checkHost('mail.example'), 'mail.example')
    assert.equal(made.checkHost('other.example'), undefined)
    assert.equal(made.checkIP('127.0.0.1'), '127.0.0.1')
    assert.equal(new Date(made.validFrom).getTime(), validity.notBefore.getTime())
    assert.equal(new Date(made.validTo).getTime(), validity.notAfter.getTime())
  })

  it('has no extension where no names are given', async () => {
    const key = await generateSigningKey()
    const made = new X509Certificate(await createCertificate(key, { commonName: 'x', ...validity }))
    assert.equal(made.subjectAltName, undefined)
  })
})
