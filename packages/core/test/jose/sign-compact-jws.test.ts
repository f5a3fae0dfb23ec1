import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { signCompactJws, verifyCompactJws } from '../../src/jose/index.js'
import { claims, privateKey, publicKey } from './forge.js'
import { readVector } from './vectors.js'

describe('signCompactJws', () => {
  it('signs with header and payload as given, JWT by default', async () => {
    const plain = verifyCompactJws(await signCompactJws(claims, { key: privateKey }), { key: publicKey })
    assert.deepEqual({ ...plain.header }, { alg: 'RS256', typ: 'JWT' })
    const token = await signCompactJws(claims, {
      key: privateKey,
      header: { kid: 'k', x5t: 't', typ: 'at+jwt' },
    })
    assert.deepEqual(
      { ...verifyCompactJws(token, { key: publicKey }).header },
      { alg: 'RS256', typ: 'at+jwt', kid: 'k', x5t: 't' },
    )
  })

  it('makes tokens that jose and jsonwebtoken verify', async () => {
    const token = await signCompactJws(claims, { key: privateKey, header: { kid: 'key-1' } })
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, { algorithms: ['RS256'] })
    assert.deepEqual(payload, claims)
    assert.equal(protectedHeader.kid, 'key-1')
    assert.deepEqual(jsonwebtoken.verify(token, publicKey, { algorithms: ['RS256'] }), claims)
  })

  it("signs the vendor's sample payload, byte for byte, so that jose verifies it", async () => {
    const [, segment = ''] = readVector('signed-card-doc-sample.jws').split('.')
    const token = await signCompactJws(Buffer.from(segment, 'base64url').toString(), { key: privateKey })
    assert.equal(token.split('.')[1], segment)
    const { payload } = await jwtVerify(token, publicKey, { algorithms: ['RS256'] })
    assert.equal(payload['originator'], '65c680ef-36a6-4a1b-b84c-a7b5c6198792')
  })

  it('refuses a public key, an unusable header and a payload that is no object', async () => {
    await assert.rejects(signCompactJws(claims, { key: publicKey }), { code: 'ERR_KEY_NOT_PRIVATE' })
    await assert.rejects(
      signCompactJws(claims, { key: privateKey, header: { kid: 'a/b', typ: 'text' } }),
      (error: unknown) => {
        assert.ok(error instanceof TypeError && 'problems' in error && Array.isArray(error.problems))
        assert.equal(error.problems.length, 2)
        return true
      },
    )
    for (const payload of ['[]', 'null', 'x', ''])
      await assert.rejects(
        signCompactJws(payload, { key: privateKey }),
        { code: 'ERR_TOKEN_MALFORMED' },
        payload,
      )
  })
})
