import { normalizeAddress } from '../../address.js'
import { CountersignError, CountersignTypeError, isCodedError } from '../../errors/index.js'
import { createIssuerKeys, type KeySourceOptions } from '../../issuers/index.js'
import {
  checkJwsSignature,
  decodeCompactJws,
  type DecodedJws,
  type VerificationKey,
} from '../../jose/index.js'
import type { ActionTokenVerifier, VerifiedActionToken } from '../action-token-verifier.js'
import { readAllowedTenants } from '../allowed-tenants.js'
import { readTextList } from '../option-list.js'
import { checkTokenAudience, readAudience } from '../token-audience.js'
import { checkTokenCaller, readCallers } from '../token-caller.js'
import { checkTokenTimes, readClockSkew, type TimeRule } from '../token-times.js'
import { checkVerifierSources } from '../verifier-sources.js'
import { readSubstrateParties, type SubstrateActorRule } from './substrate-actor.js'
import { SUBSTRATE_ISSUER, SUBSTRATE_METADATA_URL } from './substrate-issuer.js'

export const SUBSTRATE_VERSION = 'STI.ExternalAccessToken.V1'
/** Observed: 15 minutes. */
export const SUBSTRATE_MAX_LIFETIME_SECONDS = 60 * 60

export interface SubstrateVerifierOptions {
  /** The base URL of the service, letter by letter as registered, e.g. `https://api.contoso.com`. No default. */
  readonly audience: string | readonly string[]
  /** Sending addresses whose cards may post here. Set, it also refuses connector tokens: they name no sender. */
  readonly senders?: readonly string[]
  /** Tenant ids whose users may act. Connector and Teams tokens are only accepted where it is set. */
  readonly tenants?: readonly string[]
  /** Client ids that may call. Default: the platform's, {@link PLATFORM_CLIENT_ID}. */
  readonly appIds?: readonly string[]
  /** Seconds, at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  readonly keys: KeySourceOptions
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

interface SubstrateExpectations {
  readonly audiences: readonly string[]
  readonly appIds: readonly string[]
  readonly times: TimeRule
  readonly parties: SubstrateActorRule
}

/**
 * The profile `substrate`: the platform's own External Access Token. The vendor retired it for mail on 2026-06-08 in
 * favour of `entra`; it is judged as completely as ever, and has to be chosen by name.
 *
 * Requires `iss`, `aud`, `iat`, `exp`, `appid`, and for mail `sub` and `sender` (addresses), for connectors and Teams `tid`, `oid` and an
 * equal `sub`. Times in seconds; lifetime at most 1 hour, skew 300 s.
 *
 * Source: OfficeDev/outlook-dev-docs, security-requirements.md, and the vendor's validators.
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`, listing everything that is wrong
 */
export function createSubstrateVerifier(options: SubstrateVerifierOptions): ActionTokenVerifier {
  const problems: string[] = []
  checkVerifierSources(options, problems)
  const emulatorTrusted = options.keys?.trustEmulator !== undefined
  const { senders, tenants } = options
  const expected: SubstrateExpectations = {
    audiences: readAudience(options.audience, problems),
    appIds: readCallers('appIds', options.appIds, problems),
    times: {
      clockSkewSeconds: readClockSkew(options.clockSkewSeconds, problems),
      maxLifetimeSeconds: SUBSTRATE_MAX_LIFETIME_SECONDS,
    },
    parties: {
      senders: senders === undefined ? undefined : readSenders(senders, problems),
      tenants:
        tenants === undefined ? undefined : new Set(readAllowedTenants(tenants, emulatorTrusted, problems)),
      emulatorTrusted,
    },
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const { now } = options
  const keys = createIssuerKeys({
    issuer: SUBSTRATE_ISSUER,
    metadataUrl: SUBSTRATE_METADATA_URL,
    source: options.keys,
    now,
  })

  function judge(jws: DecodedJws, key: VerificationKey): VerifiedActionToken {
    checkJwsSignature(jws, key)
    return checkSubstrateToken(jws, expected, now() / 1000)
  }

  return Object.freeze({
    profile: 'substrate',
    verify(token: string) {
      const jws = decodeCompactJws(token)
      if (jws.payload.iss !== SUBSTRATE_ISSUER) throw new CountersignError('ERR_TOKEN_ISSUER')
      const key = keys.find(jws.header.kid)
      return key instanceof Promise ? key.then((found) => judge(jws, found.key)) : judge(jws, key.key)
    },
  } satisfies ActionTokenVerifier)
}

function checkSubstrateToken(
  { payload }: DecodedJws,
  expected: SubstrateExpectations,
  now: number,
): VerifiedActionToken {
  if (payload.ver !== undefined && payload.ver !== SUBSTRATE_VERSION)
    throw new CountersignError('ERR_TOKEN_VERSION')
  const { issuedAt, expiresAt } = checkTokenTimes(payload, now, expected.times)
  const audience = checkTokenAudience(payload, expected.audiences)
  checkTokenCaller(payload, 'appid', expected.appIds)
  const parties = readSubstrateParties(payload, expected.parties)
  const { jti } = payload
  return {
    profile: 'substrate',
    issuer: SUBSTRATE_ISSUER,
    audience,
    ...parties,
    ...(typeof jti === 'string' && jti !== '' && { tokenId: jti }),
    issuedAt,
    expiresAt,
    claims: payload,
  }
}

function readSenders(option: readonly string[], problems: string[]): ReadonlySet<string> {
  const senders = new Set<string>()
  for (const sender of readTextList('senders', option, problems)) {
    try {
      senders.add(normalizeAddress(sender))
    } catch (error) {
      if (!isCodedError(error)) throw error
      problems.push(`senders: "${sender}" is not a plain ASCII e-mail address`)
    }
  }
  return senders
}
