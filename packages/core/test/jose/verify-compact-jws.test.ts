import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign, constants, type JsonWebKey } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, it } from 'node:test'
import {
  checkJwsSignature,
  createVerificationKey,
  decodeCompactJws,
  importPublicKey,
  verifyCompactJws,
} from '../../src/jose/index.js'
import { claims, encode, forge, privateKey, publicKey, signInput } from './forge.js'
import { readJsonVector, readVector } from './vectors.js'

const key = createVerificationKey(publicKey)
const header = { alg: 'RS256', typ: 'JWT', kid: 'key-1' }
const good = forge(header)

/** With decoding and with checking, so that no order of the two opens a door. */
function assertRefused(token: string, code: string, hint?: string): void {
  assert.throws(() => verifyCompactJws(token, { key }), { code }, hint ?? token)
}

describe('verifyCompactJws', () => {
  it('verifies RFC 7515 A.2', () => {
    const { token, jwk } = readJsonVector<{ token: string; jwk: JsonWebKey }>('jose/rfc7515-a2.json')
    const { header, payload } = verifyCompactJws(token, { key: importPublicKey(jwk) })
    assert.deepEqual({ ...header }, { alg: 'RS256' })
    assert.deepEqual(payload, { iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true })
  })

  it("verifies the vendor's signed card with its key in XML and in PEM", () => {
    const token = readVector('signed-card-doc-sample.jws')
    for (const file of ['signed-card-doc-sample.pub.xml', 'signed-card-doc-sample.pub.pem']) {
      const { payload } = verifyCompactJws(token, { key: importPublicKey(readVector(file)) })
      assert.equal(payload['sender'], 'service-account@contoso.com')
      assert.equal(payload['iat'], 1545348153)
      assert.throws(() => verifyCompactJws(token, { key }), { code: 'ERR_TOKEN_SIGNATURE' })
    }
  })

  it('refuses the genuine tokens of RFC 7515 and RFC 7520 that are not RS256 over claims', () => {
    for (const { source, token, code } of readJsonVector<{ source: string; token: string; code: string }[]>(
      'jose/refused-jws.json',
    ))
      assertRefused(token, code, source)
  })

  it('gives header, payload, bytes and signature, and takes a KeyObject of either part too', () => {
    for (const anyKey of [key, publicKey, privateKey]) {
      const jws = verifyCompactJws(good, { key: anyKey })
      assert.deepEqual({ ...jws.header }, header)
      assert.deepEqual(jws.payload, claims)
      assert.equal(jws.payloadBytes.toString(), JSON.stringify(claims))
      assert.equal(`${jws.signingInput}.${jws.signature.toString('base64url')}`, good)
    }
  })

  it('decodes without a key, and then says nothing about the signature', () => {
    const tampered = good.slice(0, -4) + 'AAAA'
    const jws = decodeCompactJws(tampered)
    assert.deepEqual(jws.payload, claims)
    assert.throws(
      () => {
        checkJwsSignature(jws, key)
      },
      { code: 'ERR_TOKEN_SIGNATURE' },
    )
  })

  it('T01: refuses alg none in every spelling, absent, empty, null and not a string', () => {
    for (const alg of [
      'none',
      'None',
      'NONE',
      'noNE',
      '',
      'rs256',
      ' RS256',
      'RS256 ',
      null,
      256,
      ['RS256'],
      { RS256: 1 },
    ])
      for (const signature of ['', 'AA', good.slice(good.lastIndexOf('.') + 1)])
        assert.throws(
          () => verifyCompactJws(`${encode({ alg })}.${encode(claims)}.${signature}`, { key }),
          /./,
        )
    assertRefused(forge({ alg: 'none' }), 'ERR_TOKEN_ALGORITHM')
    assertRefused(forge({ alg: 'noNE' }), 'ERR_TOKEN_ALGORITHM')
    assertRefused(forge({ alg: ['RS256'] }), 'ERR_TOKEN_ALGORITHM')
    assertRefused(forge({ typ: 'JWT' }), 'ERR_TOKEN_ALGORITHM')
  })

  it('T02: refuses HS256 keyed with the public key as PEM, DER or JWK', () => {
    const secrets = [
      publicKey.export({ format: 'pem', type: 'spki' }),
      publicKey.export({ format: 'pem', type: 'pkcs1' }),
      publicKey.export({ format: 'der', type: 'spki' }),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
    ]
    for (const secret of secrets)
      for (const alg of ['HS256', 'RS256']) {
        const input = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`
        const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
        assertRefused(token, alg === 'HS256' ? 'ERR_TOKEN_ALGORITHM' : 'ERR_TOKEN_SIGNATURE')
      }
  })

  it('T03: refuses other algorithms though the key fits', () => {
    for (const alg of ['PS256', 'RS1', 'RS384', 'RS512', 'ES256', 'EdDSA', 'RS256K'])
      assertRefused(forge({ alg }), 'ERR_TOKEN_ALGORITHM', alg)
    const input = `${encode(header)}.${encode(claims)}`
    const pss = sign('sha256', Buffer.from(input), {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    })
    assertRefused(`${input}.${pss.toString('base64url')}`, 'ERR_TOKEN_SIGNATURE', 'PSS under the name RS256')
    const sha1 = sign('sha1', Buffer.from(input), privateKey)
    assertRefused(
      `${input}.${sha1.toString('base64url')}`,
      'ERR_TOKEN_SIGNATURE',
      'SHA-1 under the name RS256',
    )
  })

  it('T03: refuses keys that are not RSA for RS256', () => {
    for (const pair of [
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('ed25519'),
    ])
      assert.throws(() => verifyCompactJws(good, { key: pair.publicKey }), { code: 'ERR_KEY_UNSUPPORTED' })
  })

  it('T04: refuses jku, jwk, x5u and x5c, whoever signed', () => {
    const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const sources = {
      jwk: attacker.publicKey.export({ format: 'jwk' }),
      jku: 'https://attacker.example/jwks.json',
      x5u: 'https://attacker.example/cert.pem',
      x5c: ['MIIB'],
    }
    for (const [name, value] of Object.entries(sources)) {
      assertRefused(
        forge({ ...header, [name]: value }, claims, attacker.privateKey),
        'ERR_TOKEN_HEADER',
        name,
      )
      assertRefused(forge({ ...header, [name]: value }), 'ERR_TOKEN_HEADER', name)
    }
  })

  it('T05: refuses crit, known or unknown or empty, and b64 in any form', () => {
    for (const extra of [
      { crit: ['x'], x: 1 },
      { crit: ['b64'], b64: false },
      { crit: [] },
      { crit: 'exp' },
      { b64: false },
      { b64: true },
    ])
      assertRefused(forge({ ...header, ...extra }), 'ERR_TOKEN_CRITICAL', JSON.stringify(extra))
  })

  it('T06: refuses JSON serialisation, other numbers of segments, and empty ones', () => {
    const [first = '', second = '', third = ''] = good.split('.')
    const flattened = JSON.stringify({ protected: first, payload: second, signature: third })
    for (const token of [
      '',
      '.',
      '..',
      '...',
      first,
      `${first}.${second}`,
      `${good}.`,
      `${good}.AA`,
      `${good}.AA.AA`,
      `.${good}`,
      `${first}.${second}.`,
      `.${second}.${third}`,
      flattened,
    ])
      assertRefused(token, 'ERR_TOKEN_MALFORMED', JSON.stringify(token))
    assertRefused(`${first}..${third}`, 'ERR_TOKEN_MALFORMED')
    for (const token of [undefined, null, 1, {}, [good]])
      assert.throws(() => verifyCompactJws(token as string, { key }), TypeError)
  })

  it('T07: refuses every other spelling of a good token', () => {
    const [first = '', second = '', third = ''] = good.split('.')
    const spoil: ((segment: string) => string)[] = [
      (s) => `${s}=`,
      (s) => `${s}==`,
      (s) => ` ${s}`,
      (s) => `${s}\n`,
      (s) => s.slice(0, 8) + '\0' + s.slice(8),
      (s) => s.slice(0, 8) + '+' + s.slice(9),
      (s) => s.slice(0, 8) + '/' + s.slice(9),
      // The same low byte: a decoder that truncates would not see the difference.
      (s) => s.slice(0, 8) + String.fromCharCode(s.charCodeAt(8) + 0x100) + s.slice(9),
      (s) => s.slice(0, 8) + '\u00e4' + s.slice(9),
    ]
    for (const change of spoil) {
      assertRefused([change(first), second, third].join('.'), 'ERR_TOKEN_ENCODING')
      assertRefused([first, change(second), third].join('.'), 'ERR_TOKEN_ENCODING')
      assertRefused([first, second, change(third)].join('.'), 'ERR_TOKEN_ENCODING')
    }
  })

  it('T07: refuses spare bits in the last character of each segment', () => {
    // 256 bytes of signature leave four spare bits.
    const spare = good.slice(0, -1) + String.fromCharCode(good.charCodeAt(good.length - 1) + 1)
    assertRefused(spare, 'ERR_TOKEN_ENCODING')
    const payload = encode({ a: 1 })
    assert.equal(payload.length % 4, 2)
    assert.equal(payload.at(-1), 'Q')
    assertRefused(signInput(`${encode(header)}.${payload.slice(0, -1)}R`), 'ERR_TOKEN_ENCODING')
  })

  it('T08: refuses an oversize token before decoding any of it', () => {
    assertRefused('!'.repeat(16 * 1024 + 1), 'ERR_TOKEN_TOO_LARGE')
    assertRefused(forge(header, { filler: 'x'.repeat(16 * 1024) }), 'ERR_TOKEN_TOO_LARGE')
    assert.throws(() => decodeCompactJws(good, { maxLength: good.length - 1 }), {
      code: 'ERR_TOKEN_TOO_LARGE',
    })
    assert.doesNotThrow(() => decodeCompactJws(good, { maxLength: good.length }))
    const large = forge(header, { filler: 'x'.repeat(100_000) })
    assert.equal(verifyCompactJws(large, { key, maxLength: 200_000 }).payloadBytes.length, 100_013)
  })

  it('T09: refuses payloads that are no object, no UTF-8, or nested too deeply', () => {
    for (const payload of ['[]', 'null', '1', '"a"', 'true', '{', '', 'x', '{"a":1}{}', '\uFEFF{}'])
      assertRefused(forge(header, payload), 'ERR_TOKEN_MALFORMED', payload)
    const nest = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    assert.doesNotThrow(() => verifyCompactJws(forge(header, nest(16)), { key }))
    for (const levels of [17, 1000, 5000]) assertRefused(forge(header, nest(levels)), 'ERR_TOKEN_MALFORMED')
    assert.doesNotThrow(() =>
      verifyCompactJws(forge(header, { list: Array(100).fill([{}]), text: '['.repeat(99) }), { key }),
    )
    for (const bytes of [
      [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d],
      [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00],
      // Too long a form, half of a surrogate pair, cut off, and one beside a real U+FFFD.
      ...[
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xe2, 0x82],
        [0xef, 0xbf, 0xbd, 0x80],
      ].map(inQuotes),
    ]) {
      const input = `${encode(header)}.${Buffer.from(bytes).toString('base64url')}`
      assertRefused(signInput(input), 'ERR_TOKEN_MALFORMED')
    }
    const { payload } = verifyCompactJws(forge(header, { name: 'a\uFFFDb' }), { key })
    assert.equal(payload['name'], 'a\uFFFDb')
  })

  it('T09: refuses headers that are no object, no UTF-8, no JSON, too long, or have a member twice', () => {
    for (const bad of [
      '[]',
      'null',
      '"RS256"',
      '{"alg":"RS256"',
      '',
      '{"alg":"none","alg":"RS256"}',
      '{"alg":"RS256","kid":"a","k\\u0069d":"b"}',
      `{"alg":"RS256","x":${'['.repeat(50)}${']'.repeat(50)}}`,
      `{"alg":"RS256","x":"${'x'.repeat(3000)}"}`,
    ])
      assert.throws(
        () => verifyCompactJws(forge(bad), { key }),
        { code: bad === '' ? 'ERR_TOKEN_MALFORMED' : 'ERR_TOKEN_HEADER' },
        bad,
      )
    const input = `${Buffer.from('{"alg":"RS256","x":"\xff"}', 'latin1').toString('base64url')}.${encode(claims)}`
    assertRefused(signInput(input), 'ERR_TOKEN_HEADER')
  })

  it('T10: refuses __proto__ and constructor as claim, header member and kid', () => {
    assertRefused(forge(header, '{"__proto__":{"tid":"x"}}'), 'ERR_TOKEN_MALFORMED')
    assertRefused(forge(header, '{"\\u005f_proto__":1}'), 'ERR_TOKEN_MALFORMED')
    assertRefused(forge(header, '{"constructor":{"prototype":{}}}'), 'ERR_TOKEN_MALFORMED')
    assertRefused(forge('{"alg":"RS256","__proto__":{"kid":"x"}}'), 'ERR_TOKEN_HEADER')
    assertRefused(forge('{"__proto__":{"alg":"RS256"}}'), 'ERR_TOKEN_HEADER')
    for (const kid of ['__proto__', 'constructor', 'prototype'])
      assertRefused(forge({ ...header, kid }), 'ERR_TOKEN_KEY_ID', kid)
  })

  it('T11: refuses a kid that is no string, empty, over-long, or has path or control characters', () => {
    for (const kid of [
      1,
      null,
      true,
      ['a'],
      { a: 1 },
      '',
      'a'.repeat(201),
      '../key',
      '..',
      'a/b',
      'a\\b',
      'a b',
      'a\nb',
      'a\0b',
      'a%2fb',
      'a?b',
      'ä',
      "a'b",
      '<a>',
    ])
      assertRefused(forge({ ...header, kid }), 'ERR_TOKEN_KEY_ID', JSON.stringify(kid))
    for (const kid of [
      'a'.repeat(200),
      '2011-04-29',
      'X5eXk4xyojNFum1kl2Ytv8dlNP4-c57dO6QGTVBwaNk',
      'bilbo.baggins@hobbiton.example',
    ])
      assert.equal(verifyCompactJws(forge({ ...header, kid }), { key }).header.kid, kid)
  })

  it('T11: refuses a kid that is not that of the key', () => {
    const named = createVerificationKey(publicKey, 'key-1')
    assert.doesNotThrow(() => verifyCompactJws(good, { key: named }))
    assert.throws(() => verifyCompactJws(forge({ ...header, kid: 'key-2' }), { key: named }), {
      code: 'ERR_TOKEN_KEY_ID',
    })
    assert.throws(() => createVerificationKey(publicKey, '../x'), { code: 'ERR_TOKEN_KEY_ID' })
  })

  it('refuses a typ that is not that of a JWT', () => {
    for (const typ of ['jwt', 'JWT', 'at+jwt', 'application/at+jwt'])
      assert.doesNotThrow(() => verifyCompactJws(forge({ ...header, typ }), { key }))
    for (const typ of ['dpop+jwt', 'limited+jwe', '', 1, null])
      assertRefused(forge({ ...header, typ }), 'ERR_TOKEN_HEADER', String(typ))
  })

  it('refuses any change of header, payload or signature, and the key of somebody else', () => {
    const [first = '', second = '', third = ''] = good.split('.')
    assertRefused(`${encode({ ...header, kid: 'key-2' })}.${second}.${third}`, 'ERR_TOKEN_SIGNATURE')
    assertRefused(`${first}.${encode({ ...claims, n: 2 })}.${third}`, 'ERR_TOKEN_SIGNATURE')
    assertRefused(`${first}.${second}.${third.slice(4)}`, 'ERR_TOKEN_SIGNATURE')
    assertRefused(`${first}.${second}.AAAA${third}`, 'ERR_TOKEN_SIGNATURE')
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    assert.throws(() => verifyCompactJws(good, { key: other.publicKey }), { code: 'ERR_TOKEN_SIGNATURE' })
  })

  it('does not remember the header of a token that was refused', () => {
    const unknown = forge({ ...header, kid: 'flood-1' })
    const tampered = unknown.slice(0, -4) + 'AAAA'
    assert.throws(() => verifyCompactJws(tampered, { key }), { code: 'ERR_TOKEN_SIGNATURE' })
    assert.equal(decodeCompactJws(unknown).isHeaderKnown, false)
    verifyCompactJws(unknown, { key })
    assert.equal(decodeCompactJws(unknown).isHeaderKnown, true)
  })

  it('keeps a bounded number of headers, each with its own meaning', () => {
    const tokens = Array.from({ length: 150 }, (_, i) => forge({ ...header, kid: `many-${String(i)}` }))
    for (const token of [...tokens, ...tokens]) verifyCompactJws(token, { key })
    tokens.forEach((token, i) => {
      assert.equal(decodeCompactJws(token).header.kid, `many-${String(i)}`)
    })
    assert.equal(tokens.filter((token) => decodeCompactJws(token).isHeaderKnown).length, 128)
  })

  it('takes no look-alike for a checked key', () => {
    assert.throws(() => verifyCompactJws(good, { key: { key: publicKey, alg: 'RS256' } as never }), {
      code: 'ERR_KEY_UNREADABLE',
    })
  })

  it('H05: neither an error nor an inspected result shows the token or a claim', () => {
    const secret = 'c0ffee-secret-claim'
    const [first = '', , third = ''] = good.split('.')
    for (const payload of [`{"a":"${secret}"`, `"${secret}"`]) {
      const token = forge(header, payload)
      assert.throws(
        () => verifyCompactJws(token, { key }),
        (error: unknown) => !inspect(error, { depth: 9 }).includes(secret),
      )
    }
    const shown = inspect(decodeCompactJws(good), { depth: 9, showHidden: true })
    assert.ok(!shown.includes(first) && !shown.includes(third))
  })
})

/** The JSON object `{"a":"…"}` with these bytes in the place of the dots. */
function inQuotes(bytes: readonly number[]): number[] {
  return [...Buffer.from('{"a":"'), ...bytes, ...Buffer.from('"}')]
}
