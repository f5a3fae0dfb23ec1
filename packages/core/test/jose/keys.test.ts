import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate, type JsonWebKey } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  importJWK,
  importPKCS8,
  importSPKI,
} from 'jose'
import { isCodedError } from '../../src/errors/index.js'
import {
  computeKeyThumbprint,
  createCertificate,
  createVerificationKey,
  exportPrivateKey,
  exportPublicKey,
  generateSigningKey,
  importPrivateKey,
  importPublicKey,
  isDeveloperSampleKey,
} from '../../src/jose/index.js'
import { privateKey, publicKey } from './forge.js'
import { certificateDer, certificatePem, dotnetPrivateXml, encryptedPem } from './key-samples.js'
import { readJsonVector, readVector } from './vectors.js'

const formats = ['pem', 'jwk', 'xml'] as const

function assertUnreadable(input: string | JsonWebKey, code: string, importKey = importPublicKey): void {
  assert.throws(
    () => importKey(input),
    (error: unknown) => {
      assert.ok(isCodedError(error), String(error))
      assert.equal(error.code, code, error.message)
      return true
    },
    JSON.stringify(input).slice(0, 200),
  )
}

describe('key formats', () => {
  it('takes public keys round in every format, detected or named', () => {
    for (const format of formats) {
      const text = exportPublicKey(publicKey, format)
      assert.ok(importPublicKey(text).equals(publicKey), format)
      assert.ok(importPublicKey(`\uFEFF\n ${text}\n`, format).equals(publicKey), format)
    }
  })

  it('takes private keys round in every format', () => {
    for (const format of formats) {
      const text = exportPrivateKey(privateKey, format)
      assert.ok(importPrivateKey(text).equals(privateKey), format)
      assert.ok(importPrivateKey(text, format).equals(privateKey), format)
    }
  })

  it('reads PKCS#1, whichever part, and JWKs as objects', () => {
    assert.ok(
      importPublicKey(publicKey.export({ format: 'pem', type: 'pkcs1' }).toString()).equals(publicKey),
    )
    assert.ok(
      importPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()).equals(privateKey),
    )
    assert.ok(importPublicKey(publicKey.export({ format: 'jwk' })).equals(publicKey))
    assert.ok(importPrivateKey(privateKey.export({ format: 'jwk' })).equals(privateKey))
  })

  it('reads X.509 certificates, PEM and base64 DER', () => {
    const expected = importPublicKey(certificatePem)
    assert.ok(importPublicKey(certificateDer).equals(expected))
    assert.ok(importPublicKey(certificateDer.replace(/(.{76})/g, '$1\r\n'), 'x509').equals(expected))
    assert.ok(importPublicKey(certificatePem, 'x509').equals(expected))
    assert.ok(importPublicKey(certificatePem, 'pem').equals(expected))
  })

  it('writes X.509 certificates that OpenSSL reads and checks', async () => {
    for (const [from, to] of [
      ['2026-01-02T03:04:05.678Z', '2027-01-02T03:04:05Z'],
      ['2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'],
    ] as const) {
      const options = { commonName: 'Ködl & Söhne', notBefore: new Date(from), notAfter: new Date(to) }
      const pem = await createCertificate(privateKey, options)
      const certificate = new X509Certificate(pem)
      assert.ok(certificate.verify(publicKey))
      assert.equal(certificate.subject, 'CN=Ködl & Söhne')
      assert.equal(certificate.issuer, certificate.subject)
      assert.equal(Date.parse(certificate.validFrom), Math.floor(Date.parse(from) / 1000) * 1000)
      assert.equal(Date.parse(certificate.validTo), Date.parse(to))
      assert.ok(importPublicKey(pem).equals(publicKey))
      assert.ok(importPublicKey(certificate.raw.toString('base64')).equals(publicKey))
    }
    const wrong = { commonName: '', notBefore: new Date(1), notAfter: new Date(1) }
    await assert.rejects(createCertificate(privateKey, wrong), (error: unknown) => {
      assert.ok(error instanceof TypeError && 'problems' in error && Array.isArray(error.problems))
      assert.equal(error.problems.length, 2)
      return true
    })
    await assert.rejects(createCertificate(publicKey, wrong), { code: 'ERR_KEY_NOT_PRIVATE' })
  })

  it('means the same key as jose does, both ways', async () => {
    const spki = await exportSPKI(publicKey)
    assert.ok(importPublicKey(spki).equals(publicKey))
    assert.ok(importPublicKey(await exportJWK(publicKey)).equals(publicKey))
    assert.ok(importPrivateKey(await exportPKCS8(privateKey)).equals(privateKey))
    const theirs = await importSPKI(exportPublicKey(publicKey, 'pem'), 'RS256', { extractable: true })
    assert.deepEqual(await exportJWK(theirs), await exportJWK(publicKey))
    assert.ok(await importPKCS8(exportPrivateKey(privateKey, 'pem'), 'RS256'))
    assert.ok(await importJWK(JSON.parse(exportPrivateKey(privateKey, 'jwk')) as JsonWebKey, 'RS256'))
  })

  it("reads the vendor's sample key in both formats as one key", () => {
    const xml = readVector('signed-card-doc-sample.pub.xml')
    const pem = readVector('signed-card-doc-sample.pub.pem')
    assert.ok(importPublicKey(xml).equals(importPublicKey(pem)))
    assert.equal(exportPublicKey(importPublicKey(pem), 'xml'), xml)
    assert.equal(exportPublicKey(importPublicKey(xml), 'pem').trim(), pem)
  })

  it('writes RSAKeyValue as .NET reads it: standard base64, parts in order and at full length', () => {
    const xml = exportPrivateKey(privateKey, 'xml')
    const parts = [...xml.matchAll(/<([A-Za-z]+)>([^<]+)</g)].map(([, name, text]) => [
      name,
      Buffer.from(text ?? '', 'base64').length,
    ])
    assert.deepEqual(parts, [
      ['Modulus', 256],
      ['Exponent', 3],
      ['P', 128],
      ['Q', 128],
      ['DP', 128],
      ['DQ', 128],
      ['InverseQ', 128],
      ['D', 256],
    ])
  })

  it('reads what .NET and others write: indented, name-spaced, with a declaration, with sign bytes', () => {
    const xml = exportPublicKey(publicKey, 'xml')
    const [, modulus = ''] = /<Modulus>(.*)<\/Modulus>/.exec(xml) ?? []
    const signed = Buffer.concat([Buffer.of(0), Buffer.from(modulus, 'base64')]).toString('base64')
    for (const text of [
      `<?xml version="1.0" encoding="utf-8"?>\n${xml}`,
      xml.replace('<RSAKeyValue>', '<RSAKeyValue xmlns="http://www.w3.org/2000/09/xmldsig#">'),
      xml.replaceAll('><', '>\r\n  <'),
      xml.replace(modulus, `\n${modulus.replace(/(.{64})/g, '$1\n')}\n`),
      xml.replace(modulus, signed),
      xml.replace(/(<Modulus>.*<\/Modulus>)(<Exponent>.*<\/Exponent>)/, '$2$1'),
    ])
      assert.ok(importPublicKey(text).equals(publicKey), text)
    assert.equal(importPrivateKey(dotnetPrivateXml(privateKey)).type, 'private')
  })

  it('computes the thumbprint of RFC 7638 section 3.1, and of any key as jose does', async () => {
    const { jwk, thumbprint } = readJsonVector<{ jwk: JsonWebKey; thumbprint: string }>(
      'jose/rfc7638-3.1.json',
    )
    assert.equal(computeKeyThumbprint(importPublicKey(jwk)), thumbprint)
    assert.equal(computeKeyThumbprint(publicKey), await calculateJwkThumbprint(await exportJWK(publicKey)))
    assert.equal(computeKeyThumbprint(privateKey), computeKeyThumbprint(publicKey))
  })

  it('generates keys of the wanted size and nothing under 2048 bits', async () => {
    const key = await generateSigningKey()
    assert.equal(key.type, 'private')
    assert.deepEqual(key.asymmetricKeyDetails, { modulusLength: 2048, publicExponent: 65537n })
    assert.equal((await generateSigningKey({ bits: 3072 })).asymmetricKeyDetails?.modulusLength, 3072)
    for (const bits of [0, 1024, 2047, 2049, 16384, NaN, 2048.5])
      await assert.rejects(generateSigningKey({ bits }), { code: 'ERR_KEY_WEAK' })
  })
})

describe('key rules', () => {
  it('B07: knows the developer sample key, in every format', () => {
    const sample = importPublicKey(readVector('signed-card-doc-sample.pub.xml'))
    assert.equal(isDeveloperSampleKey(sample), true)
    assert.equal(isDeveloperSampleKey(importPublicKey(readVector('signed-card-doc-sample.pub.pem'))), true)
    assert.equal(isDeveloperSampleKey(publicKey), false)
    assert.equal(isDeveloperSampleKey(privateKey), false)
  })

  it('B07: never lets private parts through the public importer', () => {
    for (const format of formats) assertUnreadable(exportPrivateKey(privateKey, format), 'ERR_KEY_PRIVATE')
    assertUnreadable(privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(), 'ERR_KEY_PRIVATE')
    assertUnreadable(
      `${exportPublicKey(publicKey, 'pem')}${exportPrivateKey(privateKey, 'pem')}`,
      'ERR_KEY_PRIVATE',
    )
    const full = privateKey.export({ format: 'jwk' })
    for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const)
      assertUnreadable({ ...publicKey.export({ format: 'jwk' }), [part]: full[part] }, 'ERR_KEY_PRIVATE')
    const xml = exportPublicKey(publicKey, 'xml')
    assertUnreadable(xml.replace('</RSAKeyValue>', '<D>AQAB</D></RSAKeyValue>'), 'ERR_KEY_PRIVATE')
  })

  it('B07: never lets private parts out of the public exporter', () => {
    for (const format of formats) {
      assert.equal(exportPublicKey(privateKey, format), exportPublicKey(publicKey, format))
      assert.ok(!exportPublicKey(privateKey, format).includes('PRIVATE'))
    }
    assert.deepEqual(Object.keys(JSON.parse(exportPublicKey(privateKey, 'jwk')) as object).sort(), [
      'e',
      'kty',
      'n',
    ])
    assert.doesNotMatch(exportPublicKey(privateKey, 'xml'), /<(?:P|Q|DP|DQ|InverseQ|D)>/)
  })

  it('K08, B07: refuses RSA under 2048 bits in every format, to verify, to sign and to export', () => {
    for (const bits of [1024, 2040]) {
      const small = generateKeyPairSync('rsa', { modulusLength: bits })
      assertUnreadable(small.publicKey.export({ format: 'pem', type: 'spki' }).toString(), 'ERR_KEY_WEAK')
      assertUnreadable(small.publicKey.export({ format: 'jwk' }), 'ERR_KEY_WEAK')
      const { n = '', e = '' } = small.publicKey.export({ format: 'jwk' })
      const [modulus, exponent] = [n, e].map((part) => Buffer.from(part, 'base64url').toString('base64'))
      assertUnreadable(
        `<RSAKeyValue><Modulus>${modulus ?? ''}</Modulus><Exponent>${exponent ?? ''}</Exponent></RSAKeyValue>`,
        'ERR_KEY_WEAK',
      )
      const pem = small.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
      assertUnreadable(pem, 'ERR_KEY_WEAK', importPrivateKey)
      assert.throws(() => createVerificationKey(small.publicKey), { code: 'ERR_KEY_WEAK' })
      assert.throws(() => exportPublicKey(small.publicKey, 'xml'), { code: 'ERR_KEY_WEAK' })
      assert.throws(() => exportPrivateKey(small.privateKey, 'pem'), { code: 'ERR_KEY_WEAK' })
    }
  })

  it('K08: refuses an exponent that is 1, even, zero or huge, and an even modulus', () => {
    const jwk = publicKey.export({ format: 'jwk' })
    for (const e of ['AQ', 'Ag', 'AQAA', 'AA', 'AQAAAAAB', Buffer.alloc(200, 0xff).toString('base64url')])
      assertUnreadable({ ...jwk, e }, 'ERR_KEY_WEAK')
    const even = Buffer.from(jwk.n ?? '', 'base64url')
    even.writeUInt8(even.readUInt8(255) & 0xfe, 255)
    assertUnreadable({ ...jwk, n: even.toString('base64url') }, 'ERR_KEY_WEAK')
  })

  it('K08: refuses over-long keys, which only make each check slow', () => {
    const jwk = publicKey.export({ format: 'jwk' })
    assertUnreadable({ ...jwk, n: Buffer.alloc(1025, 0xff).toString('base64url') }, 'ERR_KEY_WEAK')
    assertUnreadable(`{"kty":"RSA","x":"${'a'.repeat(70_000)}"}`, 'ERR_KEY_UNREADABLE')
  })

  it('K08: refuses a JWK for encryption, for another algorithm or operation, and key sets', () => {
    const jwk = publicKey.export({ format: 'jwk' })
    for (const extra of [
      { use: 'enc' },
      { use: '' },
      { use: null },
      { alg: 'RS512' },
      { alg: 'PS256' },
      { alg: 'RSA-OAEP' },
      { key_ops: ['encrypt'] },
      { key_ops: [] },
      { key_ops: 'verify' },
    ])
      assertUnreadable({ ...jwk, ...extra }, 'ERR_KEY_USE')
    for (const extra of [
      { use: 'sig' },
      { alg: 'RS256' },
      { key_ops: ['verify'] },
      { kid: 'k', x5t: 't', x5c: ['x'], issuer: 'i' },
    ])
      assert.ok(importPublicKey({ ...jwk, ...extra }).equals(publicKey))
    assertUnreadable(JSON.stringify({ keys: [jwk] }), 'ERR_KEY_AMBIGUOUS')
    assertUnreadable(
      { ...privateKey.export({ format: 'jwk' }), key_ops: ['verify'] },
      'ERR_KEY_USE',
      importPrivateKey,
    )
  })

  it('K08: refuses symmetric, elliptic and RSA-PSS keys', () => {
    assertUnreadable({ kty: 'oct', k: 'AAAA' }, 'ERR_KEY_PRIVATE')
    for (const pair of [
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      generateKeyPairSync('ed25519'),
    ]) {
      assertUnreadable(
        pair.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
        'ERR_KEY_UNSUPPORTED',
      )
      assertUnreadable(
        pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
        'ERR_KEY_UNSUPPORTED',
        importPrivateKey,
      )
      assert.throws(() => computeKeyThumbprint(pair.publicKey), { code: 'ERR_KEY_UNSUPPORTED' })
      assert.throws(() => exportPublicKey(pair.publicKey, 'jwk'), { code: 'ERR_KEY_UNSUPPORTED' })
    }
    const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      format: 'jwk',
    })
    assertUnreadable({ kty, crv, x, y } as JsonWebKey, 'ERR_KEY_UNSUPPORTED')
  })

  it('T09: refuses a JWK with a member twice', () => {
    const text = exportPublicKey(publicKey, 'jwk')
    assertUnreadable(text.replace('{', '{"e":"Aw",'), 'ERR_JSON_DUPLICATE_MEMBER')
    assertUnreadable(text.replace('{', '{"__proto__":{"d":"x"},'), 'ERR_JSON_MEMBER_NAME')
  })

  it('refuses public keys where a private one is needed, and encrypted ones', () => {
    for (const format of formats)
      assertUnreadable(exportPublicKey(publicKey, format), 'ERR_KEY_NOT_PRIVATE', importPrivateKey)
    assertUnreadable(certificatePem, 'ERR_KEY_NOT_PRIVATE', importPrivateKey)
    assertUnreadable(certificateDer, 'ERR_KEY_NOT_PRIVATE', importPrivateKey)
    assert.throws(() => exportPrivateKey(publicKey, 'pem'), { code: 'ERR_KEY_NOT_PRIVATE' })
    for (const pem of encryptedPem(privateKey)) {
      assertUnreadable(pem, 'ERR_KEY_ENCRYPTED', importPrivateKey)
      assertUnreadable(pem, 'ERR_KEY_ENCRYPTED')
    }
  })

  it('refuses a private key whose parts do not belong together: its signatures would give it away', () => {
    const mine = privateKey.export({ format: 'jwk' })
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    for (const part of ['n', 'd', 'p', 'dp', 'qi'] as const)
      assert.throws(
        () => importPrivateKey({ ...mine, [part]: other[part] }),
        { code: 'ERR_KEY_UNREADABLE' },
        part,
      )
    assertUnreadable({ ...mine, oth: [] }, 'ERR_KEY_UNSUPPORTED', importPrivateKey)
    const { p: _, ...incomplete } = mine
    assertUnreadable(incomplete, 'ERR_KEY_UNREADABLE', importPrivateKey)
  })

  it('refuses several keys, cut-off keys, surplus bytes and texts that are no keys', () => {
    const pem = exportPublicKey(publicKey, 'pem')
    assertUnreadable(pem + pem, 'ERR_KEY_AMBIGUOUS')
    assertUnreadable(certificatePem + certificatePem, 'ERR_KEY_AMBIGUOUS')
    const privatePem = exportPrivateKey(privateKey, 'pem')
    assertUnreadable(privatePem + privatePem, 'ERR_KEY_AMBIGUOUS', importPrivateKey)
    assert.ok(importPrivateKey(`Bag Attributes\n${privatePem}${certificatePem}`).equals(privateKey))
    const der = Buffer.concat([publicKey.export({ format: 'der', type: 'spki' }), Buffer.of(0)])
    const surplus = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----`
    for (const text of [
      '',
      'x',
      'AAAA',
      '{}x',
      '<x/>',
      pem.slice(0, 100),
      pem.replace('END', 'EMD'),
      pem.replace('MII', 'M!I'),
      surplus,
      certificateDer.slice(0, -8),
      `${certificateDer}AAAA`,
      der.subarray(0, -1).toString('base64'),
      '-----BEGIN ',
      '-----BEGIN CERTIFICATE-----',
    ])
      assertUnreadable(text, text === '{}x' ? 'ERR_JSON_SYNTAX' : 'ERR_KEY_UNREADABLE')
    const trailing = Buffer.concat([Buffer.from(certificateDer, 'base64'), Buffer.of(0)])
    assertUnreadable(trailing.toString('base64'), 'ERR_KEY_UNREADABLE')
    for (const value of [{}, [], null, 1])
      assert.throws(() => importPublicKey(value as JsonWebKey), isCodedError)
    assertUnreadable(
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'ERR_KEY_UNSUPPORTED',
      importPrivateKey,
    )
  })

  it('refuses XML that is more than one RSAKeyValue', () => {
    const xml = exportPublicKey(publicKey, 'xml')
    for (const text of [
      xml + xml,
      `<a>${xml}</a>`,
      `<!DOCTYPE RSAKeyValue [<!ENTITY e "AQAB">]>${xml}`,
      xml.replace('AQAB', '&e;'),
      xml.replace('AQAB', '<![CDATA[AQAB]]>'),
      xml.replace('<Exponent>', '<!-- --><Exponent>'),
      xml.replace('<Exponent>', '<Exponent a="b">'),
      xml.replace('<Exponent>AQAB</Exponent>', ''),
      xml.replace('</RSAKeyValue>', '<Exponent>AQAB</Exponent></RSAKeyValue>'),
      xml.replace('</RSAKeyValue>', 'x</RSAKeyValue>'),
      xml.replace('</RSAKeyValue>', '<X>AQAB</X></RSAKeyValue>'),
      xml.replace('AQAB', ''),
      xml.replace('AQAB', 'AQA'),
      xml.replace('AQAB', 'AR=='),
      xml.replace('<RSAKeyValue>', '<RSAKeyValue xmlns="urn:x">'),
    ])
      assertUnreadable(text, 'ERR_KEY_UNREADABLE')
  })

  it('reads or refuses any damaged key with a code, and never quotes it', () => {
    const texts = [
      ...formats.map((format) => exportPublicKey(publicKey, format)),
      ...formats.map((format) => exportPrivateKey(privateKey, format)),
      certificatePem,
      certificateDer,
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.string({ maxLength: 4, unit: 'binary' }),
        fc.nat(6),
        (text, at, insert, cut) => {
          const place = at % text.length
          const damaged = text.slice(0, place) + insert + text.slice(place + cut)
          for (const importKey of [importPublicKey, importPrivateKey]) {
            try {
              assert.equal(importKey(damaged).asymmetricKeyType, 'rsa')
            } catch (error) {
              assert.ok(isCodedError(error), String(error))
              assert.ok(!/[A-Za-z0-9+/_-]{40}/.test(error.message))
            }
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('reads any RSAKeyValue that it can write, whatever the white space', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', ' ', '\n', '\t', '\r\n  '), { minLength: 8, maxLength: 8 }),
        (spaces) => {
          let at = 0
          const text = exportPublicKey(publicKey, 'xml').replace(/></g, () => `>${spaces[at++ % 8] ?? ''}<`)
          assert.ok(importPublicKey(text).equals(publicKey))
        },
      ),
    )
  })
})
