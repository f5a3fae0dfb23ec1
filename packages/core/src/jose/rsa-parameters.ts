import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** Big-endian bytes of the parts of an RSA key (RFC 8017 section 3), leading zeros allowed. */
export interface RsaPublicParameters {
  readonly n: Buffer
  readonly e: Buffer
}

export interface RsaPrivateParameters extends RsaPublicParameters {
  readonly d: Buffer
  readonly p: Buffer
  readonly q: Buffer
  readonly dp: Buffer
  readonly dq: Buffer
  readonly qi: Buffer
}

/** The names of the private parts, as RFC 7518 section 6.3.2 has them. */
export const RSA_PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const

export function createRsaPublicKey({ n, e }: RsaPublicParameters): KeyObject {
  return createPublicKey({ key: toJwk({ n, e }), format: 'jwk' })
}

export function createRsaPrivateKey(parameters: RsaPrivateParameters): KeyObject {
  return createPrivateKey({ key: toJwk({ ...parameters }), format: 'jwk' })
}

function toJwk(parts: Record<string, Buffer>): JsonWebKey {
  const members = Object.entries(parts).map(([name, bytes]) => [name, trimZeros(bytes).toString('base64url')])
  return { kty: 'RSA', ...(Object.fromEntries(members) as Record<string, string>) }
}

/** Java and some .NET writers put a sign byte in front. */
function trimZeros(bytes: Buffer): Buffer {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  return bytes.subarray(start)
}
