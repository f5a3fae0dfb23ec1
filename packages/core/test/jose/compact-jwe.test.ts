import assert from 'node:assert/strict'
import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { isCodedError } from '../../src/errors/index.js'
import { openCompactJwe, sealCompactJwe } from '../../src/jose/index.js'
import { decryptA256gcm } from '../../src/jose/decrypt-a256gcm.js'
import { encode } from './forge.js'
import { readJsonVector } from './vectors.js'

const key = createSecretKey(randomBytes(32))
const kid = 'root.1.abcdefghijkl'
const typ = 'test+jwe'
const resolveKey = (asked: string) => (asked === kid ? key : undefined)
const open = (token: string) => openCompactJwe(token, { resolveKey, typ })
const sealed = sealCompactJwe('{"a":1}', { key, kid, typ })
const malformed = { code: 'ERR_LIMITED_MALFORMED' }

/** Any header, IV length and tag length, genuinely encrypted. */
function forgeJwe(
  header: unknown,
  options: { iv?: Buffer; tagLength?: number; encryptedKey?: string } = {},
): string {
  const { iv = randomBytes(12), tagLength = 16, encryptedKey = '' } = options
  const segment = encode(header)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(segment))
  const ciphertext = Buffer.concat([cipher.update('{"a":1}'), cipher.final()])
  const parts = [iv, ciphertext, cipher.getAuthTag().subarray(0, tagLength)].map((part) =>
    part.toString('base64url'),
  )
  return `${segment}.${encryptedKey}.${parts.join('.')}`
}

describe('compact JWE, dir and A256GCM', () => {
  it('decrypts the content of RFC 7516 A.1 under its CEK, and refuses the token itself', () => {
    const { token, cekHex, plaintext } = readJsonVector<{ token: string; cekHex: string; plaintext: string }>(
      'jose/rfc7516-a1.json',
    )
    const [header = '', , iv = '', ciphertext = '', tag = ''] = token.split('.')
    const bytes = (segment: string): Buffer => Buffer.from(segment, 'base64url')
    const opened = decryptA256gcm({
      key: createSecretKey(Buffer.from(cekHex, 'hex')),
      aad: Buffer.from(header),
      iv: bytes(iv),
      ciphertext: bytes(ciphertext),
      tag: bytes(tag),
    })
    assert.equal(opened.toString(), plaintext)
    assert.throws(() => open(token), malformed)
  })

  it('L10: refuses the genuine JWEs of RFC 7520, dir with A128GCM among them', () => {
    for (const { source, token } of readJsonVector<{ source: string; token: string }[]>(
      'jose/refused-jwe.json',
    ))
      assert.throws(() => openCompactJwe(token, { resolveKey: () => key, typ }), malformed, source)
  })

  it('opens what it sealed, text or bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { plaintext, kid: used } = open(sealCompactJwe(bytes, { key, kid, typ }))
        assert.deepEqual(plaintext, Buffer.from(bytes))
        assert.equal(used, kid)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(
          open(sealCompactJwe(text, { key, kid, typ })).plaintext.toString(),
          Buffer.from(text).toString(),
        )
      }),
    )
  })

  it('is opened by jose, and opens what jose seals', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const ours = await compactDecrypt(sealCompactJwe(bytes, { key, kid, typ }), key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        assert.deepEqual(Buffer.from(ours.plaintext), Buffer.from(bytes))
        assert.deepEqual(ours.protectedHeader, { alg: 'dir', enc: 'A256GCM', kid, typ })
        const theirs = await new CompactEncrypt(bytes)
          .setProtectedHeader({ typ, kid, alg: 'dir', enc: 'A256GCM' })
          .encrypt(key)
        assert.deepEqual(open(theirs).plaintext, Buffer.from(bytes))
      }),
      { numRuns: 50 },
    )
  })

  it('never uses an IV twice', () => {
    const ivs = Array.from({ length: 1000 }, () => sealCompactJwe('x', { key, kid, typ }).split('.')[2])
    assert.equal(new Set(ivs).size, 1000)
  })

  it('L10: refuses tags other than 16 bytes, though they are the start of the right one', () => {
    assert.doesNotThrow(() => open(forgeJwe({ alg: 'dir', enc: 'A256GCM', kid, typ })))
    for (const tagLength of [0, 4, 8, 12, 13, 14, 15])
      assert.throws(
        () => open(forgeJwe({ alg: 'dir', enc: 'A256GCM', kid, typ }, { tagLength })),
        malformed,
        String(tagLength),
      )
    assert.throws(() => open(`${sealed}AAAA`), malformed)
  })

  it('L10: refuses IVs other than 12 bytes, though they are the right one', () => {
    for (const length of [1, 8, 11, 13, 16, 32])
      assert.throws(
        () => open(forgeJwe({ alg: 'dir', enc: 'A256GCM', kid, typ }, { iv: randomBytes(length) })),
        malformed,
        String(length),
      )
  })

  it('L10: refuses zip, crit and every other member, and every other alg, enc and typ', () => {
    const header = { alg: 'dir', enc: 'A256GCM', kid, typ }
    for (const extra of [
      { zip: 'DEF' },
      { crit: ['x'] },
      { cty: 'JWT' },
      { epk: {} },
      { p2c: 1 },
      { b64: false },
      { iss: 'x' },
    ])
      assert.throws(() => open(forgeJwe({ ...header, ...extra })), malformed, JSON.stringify(extra))
    for (const change of [
      { alg: 'A256KW' },
      { alg: 'none' },
      { alg: 'DIR' },
      { enc: 'A128GCM' },
      { enc: 'A256CBC-HS512' },
      { enc: ['A256GCM'] },
      { typ: 'JWT' },
      { typ: 1 },
      { typ: undefined },
      { enc: undefined, zip: 'DEF' },
    ])
      assert.throws(() => open(forgeJwe({ ...header, ...change })), malformed, JSON.stringify(change))
    for (const text of [
      '[]',
      'null',
      '{"alg":"dir","alg":"dir","enc":"A256GCM","typ":"test+jwe"}',
      '{"__proto__":{"kid":"x"},"alg":"dir","enc":"A256GCM","typ":"test+jwe"}',
      '{',
    ])
      assert.throws(() => open(forgeJwe(text)), malformed, text)
  })

  it('L10: refuses a non-empty key segment and other numbers of segments', () => {
    const [header = '', , iv = '', ciphertext = '', tag = ''] = sealed.split('.')
    for (const token of [
      `${header}.AAAA.${iv}.${ciphertext}.${tag}`,
      `${header}...${iv}.${ciphertext}.${tag}`,
      `${header}.${iv}.${ciphertext}.${tag}`,
      `${sealed}.`,
      `${sealed}.AA`,
      `.${sealed}`,
      `..${iv}.${ciphertext}.${tag}`,
      `${header}..${iv}.${ciphertext}`,
      `${header}..${iv}`,
      `${header}..`,
      '',
      '....',
      JSON.stringify({ protected: header, iv, ciphertext, tag }),
    ])
      assert.throws(() => open(token), malformed, token)
    for (const token of [undefined, null, 1, {}]) assert.throws(() => open(token as string), malformed)
  })

  it('T07, L02: refuses every other spelling of a good token', () => {
    const segments = sealed.split('.')
    const spoil: ((s: string) => string)[] = [
      (s) => `${s}=`,
      (s) => `${s} `,
      (s) => `\n${s}`,
      (s) => s.slice(0, 2) + '+' + s.slice(3),
      (s) => s.slice(0, 2) + String.fromCharCode(s.charCodeAt(2) + 0x100) + s.slice(3),
    ]
    for (const index of [0, 2, 3, 4])
      for (const change of spoil)
        assert.throws(() => open(segments.map((s, i) => (i === index ? change(s) : s)).join('.')), malformed)
    // 16 bytes of tag leave four spare bits.
    const spare = sealed.slice(0, -1) + String.fromCharCode(sealed.charCodeAt(sealed.length - 1) + 1)
    assert.throws(() => open(spare), malformed)
  })

  it('L02: refuses any change of any byte', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 2, 3, 4),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (index, at, flip) => {
          const segments = sealed.split('.')
          const bytes = Buffer.from(segments[index] ?? '', 'base64url')
          bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ flip, at % bytes.length)
          segments[index] = bytes.toString('base64url')
          assert.throws(() => open(segments.join('.')), isCodedError)
          if (index !== 0) assert.throws(() => open(segments.join('.')), { code: 'ERR_LIMITED_SEAL' })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('L02: refuses truncated and extended ciphertext', () => {
    const [header = '', , iv = '', , tag = ''] = sealed.split('.')
    for (const ciphertext of ['', 'AA', 'eyJhIjoxfQ', `${sealed.split('.')[3] ?? ''}AAAA`.slice(0, 12)])
      assert.throws(() => open(`${header}..${iv}.${ciphertext}.${tag}`), isCodedError)
  })

  it('L04: refuses a kid that is not known, and one with an odd form', () => {
    const header = { alg: 'dir', enc: 'A256GCM', typ }
    for (const other of ['root.1.mnopqrstuvwx', '__proto__', '', '../x', 1, null])
      assert.throws(
        () => open(forgeJwe({ ...header, kid: other })),
        { code: 'ERR_LIMITED_KEY_ID' },
        String(other),
      )
  })

  it('T10, T11: refuses an odd kid before any key is looked up', () => {
    for (const odd of ['__proto__', 'constructor', '', '../x', 'a b', 'a'.repeat(201), 1, null, undefined])
      assert.throws(
        () =>
          openCompactJwe(forgeJwe({ alg: 'dir', enc: 'A256GCM', kid: odd, typ }), {
            resolveKey: () => key,
            typ,
          }),
        { code: odd === undefined ? 'ERR_LIMITED_MALFORMED' : 'ERR_LIMITED_KEY_ID' },
        String(odd),
      )
  })

  it('T08: refuses an oversize token before decoding any of it', () => {
    assert.throws(() => open('!'.repeat(8193)), { code: 'ERR_LIMITED_TOO_LARGE' })
    assert.throws(() => openCompactJwe(sealed, { resolveKey, typ, maxLength: 10 }), {
      code: 'ERR_LIMITED_TOO_LARGE',
    })
    const large = sealCompactJwe('x'.repeat(100_000), { key, kid, typ })
    assert.equal(openCompactJwe(large, { resolveKey, typ, maxLength: 200_000 }).plaintext.length, 100_000)
  })

  it('refuses to seal with a key of the wrong size or kind', () => {
    for (const size of [16, 31, 33])
      assert.throws(() => sealCompactJwe('x', { key: createSecretKey(randomBytes(size)), kid }), TypeError)
    assert.throws(() => sealCompactJwe('x', { key, kid: 'a/b' }), TypeError)
  })

  it('survives a resolver that opens another token meanwhile', () => {
    const { plaintext } = openCompactJwe(sealed, {
      typ,
      resolveKey: () => {
        assert.equal(open(sealCompactJwe('other', { key, kid, typ })).plaintext.toString(), 'other')
        return key
      },
    })
    assert.equal(plaintext.toString(), '{"a":1}')
  })
})
