import { sign, type KeyObject } from 'node:crypto'

export type Claims = Readonly<Record<string, unknown>>

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An RS256 token of exactly these claims, made without the code under test. Members that are `undefined` are left out. */
export function signToken(
  claims: Claims,
  options: { readonly key: KeyObject; readonly header?: Claims },
): string {
  const input = `${encode({ typ: 'JWT', alg: 'RS256', ...options.header })}.${encode(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), options.key).toString('base64url')}`
}

/** The same token with the claims exchanged and the signature kept. */
export function forgeToken(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.')
  return `${header ?? ''}.${encode(claims)}.${signature ?? ''}`
}
