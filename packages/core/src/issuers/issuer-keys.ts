import { CountersignError, CountersignTypeError } from '../errors/index.js'
import { readDiscoveryDocument } from './discovery-document.js'
import { fetchJson } from './fetch-json.js'
import { DEFAULT_ISSUER_LIMITS, type IssuerLimits } from './issuer-limits.js'
import { createKeyCache, requireKey } from './key-cache.js'
import { readKeySet, type KeySet, type KeySetExpectations } from './key-set.js'
import {
  checkKeySource,
  type FetchedKeySource,
  type KeySourceOptions,
  type OfflineKeySource,
} from './key-source.js'
import { checkKeySetAddress, locateMetadata } from './metadata-address.js'
import type { PublishedKey } from './published-key.js'
import { readTrustEmulator, type TrustedEmulator } from './trust-emulator.js'

export interface IssuerKeysOptions {
  /** The exact `iss` that the keys must speak for. */
  readonly issuer: string
  /** The https address of the issuer's own discovery document; a literal or built from configuration, never from a token. */
  readonly metadataUrl: string
  /** Stands for `{tenantid}` in the issuers that documents and keys print. */
  readonly tenantId?: string
  /** `required` where every key of the issuer names the issuer it speaks for. Default `optional`. */
  readonly keyIssuer?: 'required' | 'optional'
  readonly source: KeySourceOptions
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits?: Partial<IssuerLimits>
}

/** The keys of exactly one issuer. */
export interface IssuerKeys {
  readonly issuer: string
  /**
   * The key with this id, ready to verify: synchronously when it is at hand, else a promise.
   *
   * @throws CountersignError (or rejects with) `ERR_ISSUER_KEY_UNKNOWN`, `ERR_ISSUER_KEY_REFUSED`,
   *   `ERR_ISSUER_UNAVAILABLE` (with the reason as its cause), `ERR_TOKEN_KEY_ID` where a key must be named
   */
  readonly find: (kid: string | undefined) => PublishedKey | Promise<PublishedKey>
}

/**
 * Discovery document and key set of one issuer (OpenID Connect Discovery 1.0, RFC 7517). Fetched keys are loaded
 * on the first use, refreshed in the background every hour of use, kept for 24 hours while the issuer cannot be
 * reached, and fetched for an unknown key id at most once in five minutes.
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`; CountersignError where keys at hand cannot be used
 */
export function createIssuerKeys(options: IssuerKeysOptions): IssuerKeys {
  const problems: string[] = []
  checkKeySource(options.source, problems)
  const trust = problems.length === 0 ? options.source.trustEmulator : undefined
  const emulator = trust === undefined ? undefined : readTrustEmulator(trust, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const limits = { ...DEFAULT_ISSUER_LIMITS, ...options.limits }
  const expected: KeySetExpectations = {
    issuer: options.issuer,
    tenantId: options.tenantId,
    keyIssuer: options.keyIssuer ?? 'optional',
    thumbprints: emulator?.keyThumbprints,
    maxKeys: limits.maxKeys,
  }
  const { source, now } = options
  if ('jwks' in source) return createOfflineKeys(source, expected)
  const { find } = createKeyCache({
    load: createLoader(source, locateMetadata(options.metadataUrl, emulator), emulator, expected, limits),
    now,
    limits,
    onRefreshFailed: source.onRefreshFailed,
  })
  return { issuer: options.issuer, find }
}

/** Judged on first use, so that one unusable document refuses the tokens of its own issuer only. */
function createOfflineKeys(source: OfflineKeySource, expected: KeySetExpectations): IssuerKeys {
  let keys: KeySet<PublishedKey> | undefined
  return {
    issuer: expected.issuer,
    find(kid) {
      if (keys === undefined) {
        const document =
          source.metadata === undefined ? undefined : readDiscoveryDocument(source.metadata, expected)
        keys = readKeySet(source.jwks, document, expected)
      }
      return requireKey(keys, kid)
    },
  }
}

function createLoader(
  source: FetchedKeySource,
  documentUrl: string,
  emulator: TrustedEmulator | undefined,
  expected: KeySetExpectations,
  limits: IssuerLimits,
): () => Promise<KeySet<PublishedKey>> {
  const { fetch } = source
  return async () => {
    const { timeoutMs, maxDocumentBytes, maxKeySetBytes } = limits
    const document = readDiscoveryDocument(
      await fetchJson(documentUrl, { fetch, timeoutMs, maxBytes: maxDocumentBytes }),
      expected,
    )
    if (document.keySetUrl === undefined) throw new CountersignError('ERR_ISSUER_DOCUMENT')
    const keySetUrl = checkKeySetAddress(document.keySetUrl, documentUrl, emulator)
    const keySet = await fetchJson(keySetUrl, { fetch, timeoutMs, maxBytes: maxKeySetBytes })
    return readKeySet(keySet, document, expected)
  }
}
