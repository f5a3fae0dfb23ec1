/** `limited`: opening limited-purpose tokens, all checks on, against raw AES-256-GCM over ciphertexts of that size. */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { createLimitedTokens, generateLimitedRoot, parseLimitedRoots } from '@countersign/core/limited'
import { compactDecrypt, CompactEncrypt } from 'jose'
import { expectAll } from './support/expect-all.mjs'
import { interleave, partOf, TURNS } from './support/interleave.mjs'
import { toRow } from './support/row.mjs'

export const name = 'limited'

const TOKENS = 5000

export async function run({ quick, passes }) {
  const now = Date.now()
  const tokens = createLimitedTokens({
    roots: parseLimitedRoots(generateLimitedRoot().text),
    service: 'expenses.example',
    now: () => now,
  })
  const sealed = Array.from({ length: quick ? 500 : TOKENS }, () => tokens.seal(makeClaims(now / 1000)))
  const sizes = sealed.map((token) => Buffer.from(token.split('.')[3], 'base64url').length)
  const key = createSecretKey(randomBytes(32))
  const raw = sizes.map((size) => encrypt(key, size))
  const peers = await Promise.all(
    sizes.map((size) =>
      new CompactEncrypt(Buffer.alloc(size, 'x'))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    ),
  )
  const measured = await interleave(
    {
      limit: (turn) => expectAll(partOf(raw, turn), (box) => decrypt(key, box).length > 0),
      ours: (turn) => expectAll(partOf(sealed, turn), (token) => tokens.open(token).version === 3),
      'jose in flight': async (turn) =>
        (await Promise.all(partOf(peers, turn).map((token) => compactDecrypt(token, key)))).length,
    },
    { passes, turns: TURNS },
  )
  return [toRow(name, 'tokens/s', measured)]
}

function encrypt(key, size) {
  const aad = randomBytes(80)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  cipher.setAAD(aad)
  const box = Buffer.concat([cipher.update(Buffer.alloc(size)), cipher.final()])
  return { aad, iv, box, tag: cipher.getAuthTag() }
}

function decrypt(key, { aad, iv, box, tag }) {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  const text = decipher.update(box)
  // In GCM the last part is empty; what it does is check the tag.
  decipher.final()
  return text
}

function makeClaims(now) {
  return {
    jti: randomBytes(16).toString('base64url'),
    iat: now,
    exp: now + 14 * 86400,
    closesAt: now + 14 * 86400,
    aud: 'expenses.example',
    purpose: 'act',
    kind: 'expense',
    item: '1234',
    version: 3,
    decision: 'approve',
    actors: [{ tenantId: randomUUID(), objectId: randomUUID() }],
    sender: 'expenses@contoso.example',
    originator: randomUUID(),
    correlationId: randomUUID(),
  }
}
