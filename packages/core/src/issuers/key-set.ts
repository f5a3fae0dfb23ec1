import { CountersignError } from '../errors/index.js'
import { computeKeyThumbprint } from '../jose/index.js'
import type { DiscoveryDocument } from './discovery-document.js'
import { coversIssuer } from './issuer-template.js'
import { readPublishedKey, type PublishedKey } from './published-key.js'

/** The keys of one issuer, judged once when they arrive, so that a token only looks its kid up. */
export interface KeySet<Key> {
  readonly usable: ReadonlyMap<string, Key>
  /** Key ids that are published and must not be used, e.g. because they speak for another issuer. */
  readonly refused: ReadonlySet<string>
  /** The key for tokens without a kid: there is one only if the set has a single key. */
  readonly sole?: Key
}

export interface KeySetExpectations {
  readonly issuer: string
  readonly tenantId?: string | undefined
  /** `required` where every key of the issuer names the issuer it speaks for (Entra v2). */
  readonly keyIssuer: 'required' | 'optional'
  /** RFC 7638 thumbprints, if only listed keys are accepted. */
  readonly thumbprints?: ReadonlySet<string> | undefined
  readonly maxKeys: number
}

/**
 * Judges a published key set (RFC 7517 section 5).
 *
 * @throws CountersignError `ERR_ISSUER_KEY_SET` if it is none, has too many keys, or none that can be used
 */
export function readKeySet(
  keySet: unknown,
  document: DiscoveryDocument | undefined,
  expected: KeySetExpectations,
): KeySet<PublishedKey> {
  const entries = readEntries(keySet, expected.maxKeys)
  const usable = new Map<string, PublishedKey>()
  const refused = new Set<string>()
  const seen = new Map<string, string>()
  let sole: PublishedKey | undefined
  for (const entry of entries) {
    const kid = readKid(entry)
    const published = readPublishedKey(entry)
    if (kid !== undefined && !isSameMaterial(seen, kid, published)) {
      // One id for two keys: choosing either, or trying both, would be a guess.
      refused.add(kid)
      usable.delete(kid)
      continue
    }
    if (published === undefined || !isAcceptable(published, document, expected)) {
      if (kid !== undefined && !usable.has(kid)) refused.add(kid)
      continue
    }
    if (kid !== undefined) {
      usable.set(kid, published)
      refused.delete(kid)
    }
    if (entries.length === 1) sole = published
  }
  if (usable.size === 0 && sole === undefined) {
    throw new CountersignError('ERR_ISSUER_KEY_SET', "No key of the issuer's set can be used.", {
      details: { keys: entries.length },
    })
  }
  return { usable, refused, ...(sole !== undefined && { sole }) }
}

function readEntries(keySet: unknown, maxKeys: number): readonly unknown[] {
  const keys = typeof keySet === 'object' && keySet !== null && 'keys' in keySet ? keySet.keys : undefined
  if (!Array.isArray(keys)) throw new CountersignError('ERR_ISSUER_KEY_SET')
  if (keys.length > maxKeys) {
    throw new CountersignError('ERR_ISSUER_KEY_SET', `The issuer's key set has more than ${maxKeys} keys.`, {
      details: { keys: keys.length, maxKeys },
    })
  }
  return keys
}

function readKid(entry: unknown): string | undefined {
  const kid = typeof entry === 'object' && entry !== null && 'kid' in entry ? entry.kid : undefined
  return typeof kid === 'string' ? kid : undefined
}

/** An issuer may list one key several times, once for each issuer it speaks for. */
function isSameMaterial(
  seen: Map<string, string>,
  kid: string,
  published: PublishedKey | undefined,
): boolean {
  const material = published === undefined ? 'unusable' : computeKeyThumbprint(published.key.key)
  const before = seen.get(kid)
  const same = before === undefined || before === material
  seen.set(kid, same ? material : 'ambiguous')
  return same
}

function isAcceptable(
  published: PublishedKey,
  document: DiscoveryDocument | undefined,
  expected: KeySetExpectations,
): boolean {
  if (published.issuer === undefined) {
    if (expected.keyIssuer === 'required') return false
  } else if (!coversIssuer(published.issuer, expected.issuer, expected.tenantId)) {
    return false
  }
  const cloud = document?.cloudInstanceName
  if (
    cloud !== undefined &&
    published.cloudInstanceName !== undefined &&
    published.cloudInstanceName !== cloud
  ) {
    return false
  }
  return (
    expected.thumbprints === undefined || expected.thumbprints.has(computeKeyThumbprint(published.key.key))
  )
}
