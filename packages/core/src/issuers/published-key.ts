import { createVerificationKey, importPublicKey, type VerificationKey } from '../jose/index.js'
import { isJsonObject } from '../jose/json-object.js'

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
  if (!isJsonObject(entry)) return undefined
  const parts = readVerifyingParts(entry)
  const key = parts && importOrUndefined(parts.n, parts.e, entry.kid)
  if (key === undefined) return undefined
  const { issuer, cloud_instance_name: cloudInstanceName, endorsements } = entry
  return {
    key,
    ...(typeof issuer === 'string' && { issuer }),
    ...(typeof cloudInstanceName === 'string' && { cloudInstanceName }),
    ...(Array.isArray(endorsements) && { endorsements: readEndorsements(endorsements) }),
  }
}

/** The public key's numbers, where the entry is there to verify RS256 and nobody else can sign with it. */
function readVerifyingParts(jwk: Readonly<Record<string, unknown>>): { n: string; e: string } | undefined {
  if (jwk.kty !== 'RSA' || typeof jwk.n !== 'string' || typeof jwk.e !== 'string') return undefined
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return undefined
  if (jwk.use !== undefined && jwk.use !== 'sig') return undefined
  if (jwk.alg !== undefined && jwk.alg !== 'RS256') return undefined
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify')))
    return undefined
  return { n: jwk.n, e: jwk.e }
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
