import { generateKeyPairSync, sign } from 'node:crypto'

/** One pair per test file: making RSA keys is slow. */
export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const claims = { iss: 'https://issuer.example/', aud: 'https://service.example', n: 1 }

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

/** A token with any header and payload, genuinely signed with RS256. */
export function forge(header: unknown, payload: unknown = claims, key = privateKey): string {
  return signInput(`${encode(header)}.${encode(payload)}`, key)
}

export function signInput(input: string, key = privateKey): string {
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}
