import { isLoopbackHost } from './host-kind.js'

/**
 * Trust in one running emulator, in place of the real issuers. For development and tests only: it accepts tokens
 * of the emulator's reserved tenants and of no one else.
 */
export interface TrustEmulator {
  /** Base of the emulator's issuers, e.g. `http://127.0.0.1:8787/issuers`. `http` only on a loopback host. */
  readonly metadata: string
  /** RFC 7638 SHA-256 thumbprints (base64url) of the keys it may sign with. */
  readonly keyThumbprint: string | readonly string[]
}

/** The option, read once. */
export interface TrustedEmulator {
  /** Without a trailing slash. */
  readonly metadata: string
  readonly keyThumbprints: ReadonlySet<string>
}

/** 32 bytes in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/

/** Adds to `problems` what is wrong; the result is only good if nothing was added. */
export function readTrustEmulator(option: TrustEmulator, problems: string[]): TrustedEmulator {
  const thumbprints =
    typeof option.keyThumbprint === 'string' ? [option.keyThumbprint] : [...(option.keyThumbprint ?? [])]
  if (thumbprints.length === 0 || !thumbprints.every((text) => THUMBPRINT.test(text))) {
    problems.push(
      'trustEmulator.keyThumbprint: give the thumbprints that the emulator prints (43 characters of base64url each)',
    )
  }
  const base = readBase(option.metadata)
  if (base === undefined) {
    problems.push(
      'trustEmulator.metadata: give an https URL, or an http URL on a loopback host such as http://127.0.0.1:8787/issuers',
    )
  }
  return { metadata: base ?? '', keyThumbprints: new Set(thumbprints) }
}

function readBase(text: string): string | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const plainHttpHere = url.protocol === 'http:' && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !plainHttpHere) return undefined
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined
  return url.href.replace(/\/+$/, '')
}
