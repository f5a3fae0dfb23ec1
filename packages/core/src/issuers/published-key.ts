import { createVerificationKey, importPublicKey, type VerificationKey } from '../jose/index.js'

/** One entry of a key set that may verify signatures. */
export interface PublishedKey {
  readonly key: VerificationKey
  readonly issuer?: string
  readonly cloudInstanceName?: string
  /** The channels for which the bot connector's key may speak; only its key sets have them. */
  readonly endorsements?: ReadonlySet<string>
}

/** RFC 7518 sections 6.3.2 and 6.4.1: members that only a private or a symmetric key has. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/**
 * Reads one JWK of a published set. An entry that cannot verify RS256 gives `undefined`: an issuer may publish
 * encryption keys and other algorithms beside it. So does one with secret members: whoever reads the set can sign
 * with it.
 */
export function readPublishedKey(entry: unknown): PublishedKey | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined
  const jwk = entry as Readonly<Record<string, unknown>>
  if (jwk.kty !== 'RSA' || typeof jwk.n !== 'string' || typeof jwk.e !== 'string') return undefined
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return undefined
  if (jwk.use !== undefined && jwk.use !== 'sig') return undefined
  if (jwk.alg !== undefined && jwk.alg !== 'RS256') return undefined
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify')))
    return undefined
  const key = importOrUndefined(jwk.n, jwk.e, jwk.kid)
  if (key === undefined) return undefined
  return {
    key,
    ...(typeof jwk.issuer === 'string' && { issuer: jwk.issuer }),
    ...(typeof jwk.cloud_instance_name === 'string' && { cloudInstanceName: jwk.cloud_instance_name }),
    ...(Array.isArray(jwk.endorsements) && { endorsements: readEndorsements(jwk.endorsements) }),
  }
}

function readEndorsements(entries: readonly unknown[]): ReadonlySet<string> {
  return new Set(entries.filter((entry) => typeof entry === 'string'))
}

function importOrUndefined(n: string, e: string, kid: unknown): VerificationKey | undefined {
  if (kid !== undefined && typeof kid !== 'string') return undefined
  try {
    return createVerificationKey(importPublicKey({ kty: 'RSA', n, e }, 'jwk'), kid)
  } catch {
    return undefined
  }
}
