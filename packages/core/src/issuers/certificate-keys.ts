import { CountersignError, CountersignTypeError } from '../errors/index.js'
import {
  readCertificateSet,
  type CertificateSetExpectations,
  type PublishedCertificate,
} from './certificate-set.js'
import { checkCertificateSource, type CertificateSourceOptions } from './certificate-source.js'
import { fetchJson } from './fetch-json.js'
import { DEFAULT_ISSUER_LIMITS, type IssuerLimits } from './issuer-limits.js'
import { createKeyCache, requireKey } from './key-cache.js'
import type { KeySet } from './key-set.js'
import { locateMetadata } from './metadata-address.js'
import { readTrustEmulator } from './trust-emulator.js'

export interface CertificateKeysOptions {
  /** The canonical https address of the server's metadata document, judged; from configuration, never from a token. */
  readonly metadataUrl: string
  readonly source: CertificateSourceOptions
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits?: Partial<IssuerLimits>
}

/** The certificates of exactly one metadata document. */
export interface CertificateKeys {
  /**
   * The certificate with this SHA-1 thumbprint (base64url): synchronously when it is at hand, else a promise.
   *
   * @throws CountersignError (or rejects with) `ERR_ISSUER_KEY_UNKNOWN`, `ERR_ISSUER_KEY_REFUSED`,
   *   `ERR_ISSUER_KEY_SET`, `ERR_ISSUER_UNAVAILABLE` (with the reason as its cause)
   */
  readonly find: (thumbprint: string) => PublishedCertificate | Promise<PublishedCertificate>
}

/**
 * The certificates of an Exchange metadata document, fetched, refreshed and kept as the keys of an issuer are: one cache
 * for each address.
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`
 */
export function createCertificateKeys(options: CertificateKeysOptions): CertificateKeys {
  const problems: string[] = []
  checkCertificateSource(options.source, problems)
  const trust = problems.length === 0 ? options.source.trustEmulator : undefined
  const emulator = trust === undefined ? undefined : readTrustEmulator(trust, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const { metadataUrl, source, now } = options
  const limits = { ...DEFAULT_ISSUER_LIMITS, ...options.limits }
  const expected = { thumbprints: emulator?.keyThumbprints, maxKeys: limits.maxKeys }
  if ('documents' in source) return createOfflineKeys(source.documents, metadataUrl, expected)
  // A server on the premises may have a local name; the operator wrote it, so it is not held against it.
  const address = emulator === undefined ? metadataUrl : locateMetadata(metadataUrl, emulator)
  return createKeyCache({
    load: async () =>
      readCertificateSet(
        await fetchJson(address, {
          fetch: source.fetch,
          timeoutMs: limits.timeoutMs,
          maxBytes: limits.maxKeySetBytes,
        }),
        expected,
      ),
    now,
    limits,
    onRefreshFailed: source.onRefreshFailed,
  })
}

/** Judged on first use, so that one unusable document refuses the tokens of its own server only. */
function createOfflineKeys(
  documents: Readonly<Record<string, unknown>>,
  metadataUrl: string,
  expected: CertificateSetExpectations,
): CertificateKeys {
  let keys: KeySet<PublishedCertificate> | undefined
  return {
    find(thumbprint) {
      if (!Object.hasOwn(documents, metadataUrl)) throw new CountersignError('ERR_ISSUER_UNAVAILABLE')
      keys ??= readCertificateSet(documents[metadataUrl], expected)
      return requireKey(keys, thumbprint)
    },
  }
}
