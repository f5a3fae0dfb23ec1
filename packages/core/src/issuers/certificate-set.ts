import { X509Certificate } from 'node:crypto'
import { CountersignError, type ErrorDetails } from '../errors/index.js'
import { computeKeyThumbprint, createVerificationKey, type VerificationKey } from '../jose/index.js'
import type { KeySet } from './key-set.js'

/** One certificate of a metadata document, whose key may verify signatures while the certificate is valid. */
export interface PublishedCertificate {
  readonly key: VerificationKey
  /** Milliseconds since the epoch. */
  readonly notBefore: number
  /** Milliseconds since the epoch. */
  readonly notAfter: number
}

export interface CertificateSetExpectations {
  /** RFC 7638 thumbprints, if only listed keys are accepted. */
  readonly thumbprints?: ReadonlySet<string> | undefined
  readonly maxKeys: number
}

type Members = Readonly<Record<string, unknown>>

/**
 * Judges an Exchange authentication metadata document: `keys[]`, each `usage`, `keyinfo.x5t` and `keyvalue` with an X.509
 * certificate as base64 DER. A certificate is known by the SHA-1 thumbprint of its own bytes (RFC 7515 section 4.1.7); where
 * the printed one differs, neither name is used. Whether it is valid now is for the one who uses it.
 *
 * Source: the vendor's page "Validate an Exchange identity token".
 *
 * @throws CountersignError `ERR_ISSUER_KEY_SET` if it is none, has too many keys, or none that can be used
 */
export function readCertificateSet(
  document: unknown,
  expected: CertificateSetExpectations,
): KeySet<PublishedCertificate> {
  const usable = new Map<string, PublishedCertificate>()
  const refused = new Set<string>()
  const entries = readEntries(document, expected.maxKeys)
  for (const entry of entries) {
    const found = readEntry(entry)
    if (found === undefined) continue
    const { printed, actual, certificate } = found
    if (printed === actual && certificate !== undefined && isPinned(certificate.key, expected)) {
      usable.set(actual, certificate)
    } else {
      refused.add(printed)
      if (actual !== undefined) refused.add(actual)
    }
  }
  if (usable.size === 0) {
    throw refuseDocument("No certificate of the server's document can be used.", { keys: entries.length })
  }
  return { usable, refused }
}

function readEntries(document: unknown, maxKeys: number): readonly unknown[] {
  const keys = isMembers(document) ? document.keys : undefined
  if (!Array.isArray(keys)) {
    throw refuseDocument("The server's document has no list of keys.")
  }
  if (keys.length > maxKeys) {
    throw refuseDocument(`The server's document has more than ${maxKeys} keys.`, {
      keys: keys.length,
      maxKeys,
    })
  }
  return keys
}

function refuseDocument(message: string, details: ErrorDetails = {}): CountersignError {
  return new CountersignError('ERR_ISSUER_KEY_SET', message, {
    details,
    hint: "Give the Exchange server's own metadata document, with a signing certificate for an RSA key of 2048 bits.",
  })
}

interface CertificateEntry {
  readonly printed: string
  readonly actual?: string
  readonly certificate?: PublishedCertificate
}

/** `undefined` for what is not a signing certificate: a server may publish other keys beside it. */
function readEntry(entry: unknown): CertificateEntry | undefined {
  if (!isMembers(entry) || entry.usage !== 'signing') return undefined
  const { keyinfo, keyvalue } = entry
  if (!isMembers(keyinfo) || !isMembers(keyvalue) || typeof keyinfo.x5t !== 'string') return undefined
  if (keyvalue.type !== 'x509Certificate' || typeof keyvalue.value !== 'string') return undefined
  const { x5t } = keyinfo
  const parsed = parseCertificate(keyvalue.value)
  if (parsed === undefined) return { printed: x5t }
  const thumbprint = Buffer.from(parsed.fingerprint.replaceAll(':', ''), 'hex')
  const certificate = toPublishedCertificate(parsed, thumbprint)
  const actual = thumbprint.toString('base64url')
  return { printed: x5t, actual, ...(certificate !== undefined && { certificate }) }
}

function parseCertificate(text: string): X509Certificate | undefined {
  const der = Buffer.from(text, 'base64')
  // One spelling: the decoder would skip foreign characters.
  if (der.toString('base64') !== text) return undefined
  try {
    const certificate = new X509Certificate(der)
    // OpenSSL reads past surplus bytes; the thumbprint is over the certificate alone.
    return certificate.raw.equals(der) ? certificate : undefined
  } catch {
    return undefined
  }
}

function toPublishedCertificate(
  certificate: X509Certificate,
  thumbprint: Buffer,
): PublishedCertificate | undefined {
  try {
    return {
      // Observed: a token's kid, where it has one, is the same thumbprint in upper-case hex.
      key: createVerificationKey(certificate.publicKey, thumbprint.toString('hex').toUpperCase()),
      notBefore: Date.parse(certificate.validFrom),
      notAfter: Date.parse(certificate.validTo),
    }
  } catch {
    // Not RSA, under 2048 bits, a bad exponent.
    return undefined
  }
}

function isPinned(key: VerificationKey, { thumbprints }: CertificateSetExpectations): boolean {
  return thumbprints === undefined || thumbprints.has(computeKeyThumbprint(key.key))
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
