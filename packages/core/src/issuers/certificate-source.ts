import type { FetchedKeySource } from './key-source.js'
import type { TrustEmulator } from './trust-emulator.js'

/** Documents at hand, by the address they stand for: no network, no refresh. */
export interface OfflineDocuments {
  readonly documents: Readonly<Record<string, unknown>>
  readonly trustEmulator?: TrustEmulator
}

export type CertificateSourceOptions = FetchedKeySource | OfflineDocuments

/** Adds to `problems` what is wrong with the shape of the source. */
export function checkCertificateSource(source: CertificateSourceOptions, problems: string[]): void {
  const given: unknown = source
  if (typeof given !== 'object' || given === null) {
    problems.push('keys: give { fetch } or { documents }')
    return
  }
  const hasFetch = 'fetch' in given && given.fetch !== undefined
  const hasDocuments = 'documents' in given && given.documents !== undefined
  if (hasFetch === hasDocuments) problems.push('keys: give either { fetch } or { documents }, and not both')
  if (hasFetch && typeof given.fetch !== 'function')
    problems.push('keys.fetch: give a function such as globalThis.fetch')
  if (hasDocuments && (typeof given.documents !== 'object' || given.documents === null))
    problems.push('keys.documents: give an object with one document for each address')
}
