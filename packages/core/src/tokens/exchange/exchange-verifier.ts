import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import { createCertificateKeys, type CertificateKeys } from '../../issuers/certificate-keys.js'
import type { PublishedCertificate } from '../../issuers/certificate-set.js'
import { checkCertificateSource, type CertificateSourceOptions } from '../../issuers/certificate-source.js'
import { readTrustEmulator } from '../../issuers/index.js'
import { checkJwsSignature, decodeCompactJws, type DecodedJws } from '../../jose/index.js'
import type { ActionTokenVerifier, VerifiedActionToken } from '../action-token-verifier.js'
import { checkTokenAudience, readAudience } from '../token-audience.js'
import { checkTokenTimes, readClockSkew, type TimeRule } from '../token-times.js'
import { readExchangeContext, type ExchangeContext } from './exchange-context.js'
import { checkExchangeIssuer } from './exchange-issuer.js'
import { readExchangeTimes } from './exchange-times.js'
import { canonicalizeMetadataUrl, readTrustedMetadata } from './metadata-url.js'

/** Documented and observed: 8 hours (28,800 s); one more covers rounding. */
export const EXCHANGE_MAX_LIFETIME_SECONDS = 9 * 60 * 60

export interface ExchangeVerifierOptions {
  /** The address of the add-in's page as its manifest has it, letter by letter. No default. */
  readonly audience: string | readonly string[]
  /**
   * The https addresses of the authentication metadata documents of the servers whose users may act, e.g.
   * `https://mail.contoso.com/autodiscover/metadata/json/1`. A token names its own; one that is not listed here is never
   * fetched. No default.
   */
  readonly trustedMetadata: readonly string[]
  readonly keys: CertificateSourceOptions
  /** Seconds, at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

interface ExchangeExpectations {
  readonly audiences: readonly string[]
  readonly times: TimeRule
  readonly emulatorTrusted: boolean
}

/** One server that configuration trusts. */
interface TrustedServer {
  /** Canonical. */
  readonly metadataUrl: string
  readonly certificates: CertificateKeys
}

/** What was read of a token before its signature was checked. */
interface ReadToken {
  readonly jws: DecodedJws
  readonly issuer: string
  readonly context: ExchangeContext
  readonly server: TrustedServer
}

/**
 * The profile `exchange`: the Exchange user identity token that an Outlook add-in gets. These tokens live on in Exchange on the
 * premises; Exchange Online stopped issuing them in 2025, and an add-in there asks for an Entra token of its own API instead,
 * which the profile `entra` judges.
 *
 * Requires `aud`, `iss`, `nbf`, `exp`, `appctx` (`msexchuid`, `version`, `amurl`) and the header's `x5t`; both shapes that servers
 * write, never a mixture. Times in seconds; lifetime at most 9 hours, skew 300 s.
 *
 * Source: the vendor's pages "Inside the Exchange identity token" and "Validate an Exchange identity token".
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`, listing everything that is wrong
 */
export function createExchangeVerifier(options: ExchangeVerifierOptions): ActionTokenVerifier {
  const problems: string[] = []
  checkSources(options, problems)
  const emulatorTrusted = options.keys?.trustEmulator !== undefined
  const trusted = readTrustedMetadata(options.trustedMetadata, emulatorTrusted, problems)
  const expected: ExchangeExpectations = {
    audiences: readPageUrls(options.audience, problems),
    times: {
      clockSkewSeconds: readClockSkew(options.clockSkewSeconds, problems),
      maxLifetimeSeconds: EXCHANGE_MAX_LIFETIME_SECONDS,
      start: 'nbf',
    },
    emulatorTrusted,
  }
  const source = canonicalizeDocuments(options.keys, trusted.urls, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const { now } = options
  const servers = new Map<string, TrustedServer>(
    trusted.urls.map((metadataUrl) => [
      metadataUrl,
      { metadataUrl, certificates: createCertificateKeys({ metadataUrl, source, now }) },
    ]),
  )

  function findServer({ metadataUrl }: ExchangeContext): TrustedServer {
    const url = trusted.find(metadataUrl)
    const server = url === undefined ? undefined : servers.get(url)
    if (server === undefined) throw new CountersignError('ERR_TOKEN_METADATA_URL')
    return server
  }

  function judge(read: ReadToken, certificate: PublishedCertificate): VerifiedActionToken {
    checkJwsSignature(read.jws, certificate.key)
    const seconds = now() / 1000
    checkCertificateTimes(certificate, seconds, expected.times.clockSkewSeconds)
    return checkExchangeToken(read, expected, seconds)
  }

  return Object.freeze({
    profile: 'exchange',
    verify(token: string) {
      const jws = decodeCompactJws(token)
      const issuer = checkExchangeIssuer(jws.payload, emulatorTrusted)
      const context = readExchangeContext(jws.payload)
      const server = findServer(context)
      const { x5t } = jws.header
      if (x5t === undefined) {
        throw new CountersignError('ERR_TOKEN_KEY_ID', 'The token names no certificate (x5t).')
      }
      const read = { jws, issuer, context, server }
      const certificate = server.certificates.find(x5t)
      return certificate instanceof Promise
        ? certificate.then((found) => judge(read, found))
        : judge(read, certificate)
    },
  } satisfies ActionTokenVerifier)
}

function checkExchangeToken(
  { jws: { payload }, issuer, context, server }: ReadToken,
  expected: ExchangeExpectations,
  now: number,
): VerifiedActionToken {
  const { userId, shape } = context
  const { metadataUrl } = server
  const { issuedAt, expiresAt } = checkTokenTimes(readExchangeTimes(payload, shape), now, expected.times)
  const audience = checkTokenAudience(payload, expected.audiences)
  return {
    profile: 'exchange',
    issuer,
    audience,
    actor: {
      exchangeUser: { id: userId, metadataUrl, key: `${metadataUrl}#${userId}` },
      guest: false,
    },
    issuedAt,
    expiresAt,
    claims: payload,
  }
}

/** Written so that a date that cannot be read (NaN) refuses. */
function checkCertificateTimes(
  { notBefore, notAfter }: PublishedCertificate,
  now: number,
  skew: number,
): void {
  if (!(notBefore / 1000 <= now + skew) || !(now - skew <= notAfter / 1000)) {
    throw new CountersignError('ERR_ISSUER_CERTIFICATE')
  }
}

function checkSources(options: ExchangeVerifierOptions, problems: string[]): void {
  const before = problems.length
  checkCertificateSource(options.keys, problems)
  if (problems.length === before && options.keys.trustEmulator !== undefined) {
    readTrustEmulator(options.keys.trustEmulator, problems)
  }
  if (typeof options.now !== 'function')
    problems.push('now: give a function that returns milliseconds, such as Date.now')
}

/** The audience of these tokens is a page, and a page has a URL. */
function readPageUrls(option: string | readonly string[], problems: string[]): readonly string[] {
  const audiences = readAudience(option, problems)
  for (const audience of audiences) {
    if (!/^https?:\/\//i.test(audience) || !URL.canParse(audience))
      problems.push("audience: give the address of the add-in's page, with its scheme")
  }
  return audiences
}

/** Documents at hand are looked up by canonical address, however it was written, and each address needs its own. */
function canonicalizeDocuments(
  source: CertificateSourceOptions,
  urls: readonly string[],
  problems: string[],
): CertificateSourceOptions {
  if (problems.length > 0 || !('documents' in source)) return source
  const documents = Object.fromEntries(
    Object.entries(source.documents).map(([url, document]) => [
      canonicalizeMetadataUrl(url) ?? url,
      document,
    ]),
  )
  if (!urls.every((url) => Object.hasOwn(documents, url)))
    problems.push('keys.documents: give a document for every address of trustedMetadata')
  return { ...source, documents }
}
