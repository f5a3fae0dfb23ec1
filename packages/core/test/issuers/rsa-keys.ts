import { generateKeyPairSync, type KeyObject } from 'node:crypto'

export interface TestKey {
  readonly privateKey: KeyObject
  /** n and e only. */
  readonly jwk: Readonly<Record<string, unknown>>
}

export function makeKey(bits = 2048, publicExponent = 65537): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent })
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) }
}

/** Made once per test process: making keys is slow. */
export const keyA = makeKey()
export const keyB = makeKey()
