// Opening a limited-purpose token, all checks on, against raw AES-256-GCM over ciphertexts of that size.
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { createLimitedTokens, parseLimitedRoots, generateLimitedRoot } from '@countersign/core/limited'
import { compactDecrypt, CompactEncrypt } from 'jose'
import { interleave, toRow } from './interleave.mjs'

export const name = 'limited'
const TOKENS = 5000

export async function run() {
  const now = Date.now()
  const tokens = createLimitedTokens({
    roots: parseLimitedRoots(generateLimitedRoot().text),
    service: 'expenses.example',
    now: () => now,
  })
  const sealed = Array.from({ length: TOKENS }, () => tokens.seal(makeClaims(now / 1000)))
  const key = createSecretKey(randomBytes(32))
  const raw = sealed.map((token) => encrypt(key, token))
  const encode = new TextEncoder()
  const peers = await Promise.all(
    sealed.map((token) =>
      new CompactEncrypt(encode.encode('x'.repeat(Buffer.from(token.split('.')[3], 'base64url').length)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    ),
  )
  const results = await interleave({
    limit: () => count(raw, (box) => decrypt(key, box).length > 0),
    ours: () => count(sealed, (token) => tokens.open(token).version === 3),
    'jose in flight': async () =>
      (await Promise.all(peers.map((token) => compactDecrypt(token, key)))).length,
  })
  return [toRow(name, 'tokens/s', results)]
}

function count(list, check) {
  let good = 0
  for (const entry of list) if (check(entry)) good++
  if (good !== list.length) throw new Error('a good token was refused')
  return good
}

function encrypt(key, token) {
  const [header, , , ciphertext] = token.split('.')
  const aad = Buffer.from(header)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  cipher.setAAD(aad)
  const box = Buffer.concat([
    cipher.update(Buffer.alloc(Buffer.from(ciphertext, 'base64url').length)),
    cipher.final(),
  ])
  return { aad, iv, box, tag: cipher.getAuthTag() }
}

function decrypt(key, { aad, iv, box, tag }) {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(box), decipher.final()])
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
