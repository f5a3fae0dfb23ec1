import { MAX_JWS_LENGTH } from '../../../src/jose/index.js'
import type { ProfileCheck, ProfileDescription } from '../../../src/tokens/profiles/profile-description.js'
import { keyA, keyB, makeKey } from '../../issuers/rsa-keys.js'
import { forgeToken, type Claims } from '../sign-token.js'

/** A way to break one check; it has to be refused with a code that the check lists. */
export type Break = () => unknown

/** A good token of one shape of a profile, and how its checks are broken. */
export interface ProfileSubject {
  readonly profile: ProfileDescription
  readonly shape: string
  readonly claims: Claims
  /** Signs these claims, with the good header and these members. */
  readonly sign: (claims: Claims, header?: Claims) => string
  readonly verify: (token: string) => unknown
  /** By `part name`: what is not a matter of one claim or header member with a senseless value or none. */
  readonly breaks: Readonly<Record<string, readonly Break[]>>
}

/** Every way in which this check of the subject is broken. */
export function breaksOf(subject: ProfileSubject, check: ProfileCheck): readonly Break[] {
  return [...commonBreaks(subject, check), ...(subject.breaks[`${check.part} ${check.name}`] ?? [])]
}

function commonBreaks(
  { claims, sign, verify }: ProfileSubject,
  { part, name, required }: ProfileCheck,
): Break[] {
  const judge =
    (changes: Claims, header: Claims = {}): Break =>
    () =>
      verify(sign({ ...claims, ...changes }, header))
  const names = name.split(', ')
  switch (part) {
    case 'claim':
      if (name.includes('.')) return []
      return [judge({ [name]: { senseless: true } }), ...(required ? [judge({ [name]: undefined })] : [])]
    case 'header':
      return names.flatMap((member) => [
        judge({}, { [member]: ['senseless'] }),
        ...(required ? [judge({}, { [member]: undefined })] : []),
      ])
    case 'request':
      return formBreaks(name, sign(claims), claims).map((token) => () => verify(token))
    case 'key':
    case 'activity':
      return []
  }
}

function formBreaks(name: string, token: string, claims: Claims): string[] {
  if (name === 'the signature') return [forgeToken(token, { ...claims, more: true })]
  return [token.slice(0, token.lastIndexOf('.')), 'x'.repeat(MAX_JWS_LENGTH + 1), `${token}=`]
}

export const besideKey = { ...keyB.jwk, use: 'sig', kid: 'beside' }
const weak = makeKey(1024).jwk
const whole = keyA.privateKey.export({ format: 'jwk' })

/** For profiles whose issuer publishes a key set: what the good key could be in place of good. */
export function breakKeySet(key: object, verifyWith: (...keys: object[]) => unknown): readonly Break[] {
  const others = [
    { ...key, use: 'enc' },
    { ...key, alg: 'RS512' },
    { ...key, ...weak },
    { ...key, ...whole },
    { ...key, kty: 'oct' },
  ]
  return [...others.map((other) => () => verifyWith(other, besideKey)), () => verifyWith(others[0] ?? {})]
}

/** `exp` that passed, is no time, or is far too late. */
export function breakExpiry(
  subject: Pick<ProfileSubject, 'claims' | 'sign' | 'verify'>,
  now: number,
): readonly Break[] {
  const { claims, sign, verify } = subject
  return [
    { exp: now - 400, iat: claims.iat === undefined ? undefined : now - 900, nbf: now - 900 },
    { exp: now + 40 * 3600 },
    { exp: -1 },
  ].map((changes) => () => verify(sign({ ...claims, ...changes })))
}
