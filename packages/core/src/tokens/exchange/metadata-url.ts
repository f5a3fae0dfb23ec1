import { isReservedDomain } from '../../issuers/index.js'
import { readTextList } from '../option-list.js'

/** https, a host name, perhaps a port, and a path without `%`: what Exchange writes, and little else. */
const METADATA_URL = /^https:\/\/([a-z0-9.-]+)(?::(\d{1,5}))?(\/[a-z0-9._~/-]*)$/i
/** An IPv4 address in any of the spellings that a URL parser takes, e.g. `2130706433` or `0x7f.1`. */
const IPV4_HOST = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/i
/** Characters; real ones are under 100. */
const MAX_METADATA_URL_LENGTH = 500

/**
 * The one canonical spelling of a metadata address: host in lower case, no default port. `undefined` for everything that is
 * not plainly an https address of a named host: user information, an IP literal, a query, a fragment, dot segments, escapes.
 */
export function canonicalizeMetadataUrl(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > MAX_METADATA_URL_LENGTH) return undefined
  const [, host = '', , path = ''] = METADATA_URL.exec(text) ?? []
  if (host === '' || IPV4_HOST.test(host) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.hostname === host.toLowerCase() && url.pathname === path ? url.href : undefined
}

/** The metadata addresses that configuration trusts. */
export interface TrustedMetadata {
  /** Canonical, in the order given. */
  readonly urls: readonly string[]
  /** The trusted address that this text spells, if it does; nothing else of the text is used. */
  readonly find: (amurl: unknown) => string | undefined
}

/**
 * The option, read once. With a trusted emulator only addresses on reserved domains may stand in it, and without one none of
 * them: one process never serves both.
 */
export function readTrustedMetadata(
  option: readonly string[],
  emulatorTrusted: boolean,
  problems: string[],
): TrustedMetadata {
  /** The usual spellings, so that most tokens cost one look-up. */
  const spellings = new Map<string, string>()
  const urls = new Set<string>()
  for (const text of readTextList('trustedMetadata', option, problems)) {
    const canonical = canonicalizeMetadataUrl(text)
    if (canonical === undefined) {
      problems.push('trustedMetadata: give https addresses of named hosts, without query, user or fragment')
      continue
    }
    const { hostname, host, pathname } = new URL(canonical)
    if (isReservedDomain(hostname) !== emulatorTrusted) {
      problems.push(
        emulatorTrusted
          ? 'trustedMetadata: a real server is listed, and trustEmulator is set; use one or the other'
          : "trustedMetadata: a reserved domain is listed, which is an emulator's, and trustEmulator is not set",
      )
    }
    urls.add(canonical)
    spellings.set(canonical, canonical)
    if (host === hostname) spellings.set(`https://${host}:443${pathname}`, canonical)
  }
  return {
    urls: [...urls],
    find(amurl) {
      if (typeof amurl !== 'string') return undefined
      const known = spellings.get(amurl)
      if (known !== undefined) return known
      const canonical = canonicalizeMetadataUrl(amurl)
      return canonical === undefined ? undefined : spellings.get(canonical)
    },
  }
}
