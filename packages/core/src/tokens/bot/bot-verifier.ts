import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import { createIssuerKeys, type KeySourceOptions, type PublishedKey } from '../../issuers/index.js'
import { checkJwsSignature, decodeCompactJws, type DecodedJws } from '../../jose/index.js'
import type { VerifiedActionToken } from '../action-token-verifier.js'
import type { EntraCloudName } from '../entra/entra-cloud.js'
import { isGuid } from '../guid.js'
import { checkTokenAudience, readAudience } from '../token-audience.js'
import { checkTokenTimes, readClockSkew, type TimeRule } from '../token-times.js'
import { checkVerifierSources } from '../verifier-sources.js'
import { readBotCloud } from './bot-cloud.js'
import { checkServiceUrl, readServiceUrls, type ServiceUrlRule } from './service-url.js'

/** Observed: one hour. */
export const BOT_MAX_LIFETIME_SECONDS = 2 * 60 * 60

export interface BotVerifierOptions {
  /** The app id of the bot (a GUID), or several. No default: without one everybody would be the connector. */
  readonly audience: string | readonly string[]
  /** Default `public`. */
  readonly cloud?: EntraCloudName
  /**
   * The service URLs whose connectors may call, https; each stands for everything under its path. Default: the hosts of the
   * cloud's own connector for Teams.
   */
  readonly serviceUrls?: readonly string[]
  /** Seconds, at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  readonly keys: KeySourceOptions
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What of the request's body the token has to fit. */
export interface BotActivityNames {
  readonly serviceUrl: string
  readonly channelId: string
}

export interface BotTokenVerifier {
  readonly profile: 'bot'
  /**
   * Judges the connector's token together with the activity that it came with. Returns (or resolves with) what it proves;
   * synchronously when the key is at hand. It proves the connector, which vouches for the activity: who acted stands there, and
   * the verified actor is empty.
   *
   * @throws CountersignError (or rejects with) `ERR_TOKEN_*`, `ERR_ISSUER_*`. It never does both.
   */
  verify(token: string, activity: BotActivityNames): VerifiedActionToken | Promise<VerifiedActionToken>
}

interface BotExpectations {
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly times: TimeRule
  readonly serviceUrls: ServiceUrlRule
}

/**
 * The profile `bot`: what the bot connector sends with an activity (Action.Execute).
 *
 * Requires `iss`, `aud`, `nbf`, `exp`, `serviceurl` equal to the activity's, and a key that is endorsed for the activity's channel.
 * Times in seconds; lifetime at most 2 hours, skew 300 s. A refusal is answered with 403.
 *
 * Source: the vendor's page "Authenticate with the Bot Connector API".
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`, listing everything that is wrong
 */
export function createBotVerifier(options: BotVerifierOptions): BotTokenVerifier {
  const problems: string[] = []
  checkVerifierSources(options, problems)
  const emulatorTrusted = options.keys?.trustEmulator !== undefined
  const cloud = readBotCloud(options.cloud, problems)
  const expected: BotExpectations = {
    issuer: cloud.issuer,
    audiences: readAppIds(options.audience, problems),
    times: {
      clockSkewSeconds: readClockSkew(options.clockSkewSeconds, problems),
      maxLifetimeSeconds: BOT_MAX_LIFETIME_SECONDS,
      start: 'nbf',
    },
    serviceUrls: readServiceUrls(options.serviceUrls, cloud, emulatorTrusted, problems),
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const { now } = options
  const { issuer, metadataUrl } = cloud
  const keys = createIssuerKeys({ issuer, metadataUrl, source: options.keys, now })

  function judge(jws: DecodedJws, activity: BotActivityNames, published: PublishedKey): VerifiedActionToken {
    checkJwsSignature(jws, published.key)
    checkEndorsement(published, activity)
    return checkBotToken(jws, activity, expected, now() / 1000)
  }

  return Object.freeze({
    profile: 'bot',
    verify(token: string, activity: BotActivityNames) {
      if (typeof activity !== 'object' || activity === null)
        throw new CountersignTypeError(
          'ERR_TOKEN_ACTIVITY',
          'activity must be an object with serviceUrl and channelId',
        )
      const jws = decodeCompactJws(token)
      if (jws.payload.iss !== issuer) throw new CountersignError('ERR_TOKEN_ISSUER')
      const key = keys.find(jws.header.kid)
      return key instanceof Promise
        ? key.then((found) => judge(jws, activity, found))
        : judge(jws, activity, key)
    },
  } satisfies BotTokenVerifier)
}

function checkBotToken(
  { payload }: DecodedJws,
  activity: BotActivityNames,
  expected: BotExpectations,
  now: number,
): VerifiedActionToken {
  const { issuedAt, expiresAt } = checkTokenTimes(payload, now, expected.times)
  const audience = checkTokenAudience(payload, expected.audiences)
  checkServiceUrl(payload, activity.serviceUrl, expected.serviceUrls)
  const { jti } = payload
  return {
    profile: 'bot',
    issuer: expected.issuer,
    audience,
    actor: { guest: false },
    ...(typeof jti === 'string' && jti !== '' && { tokenId: jti }),
    issuedAt,
    expiresAt,
    claims: payload,
  }
}

/** A key without endorsements speaks for no channel. */
function checkEndorsement({ endorsements }: PublishedKey, { channelId }: BotActivityNames): void {
  if (typeof channelId !== 'string' || endorsements?.has(channelId) !== true) {
    throw new CountersignError('ERR_TOKEN_ENDORSEMENT')
  }
}

function readAppIds(option: string | readonly string[], problems: string[]): readonly string[] {
  const appIds = readAudience(option, problems)
  if (!appIds.every(isGuid)) problems.push("audience: give the bot's app id (a GUID in lower case)")
  return appIds
}
