import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import type { KeySourceOptions } from '../../issuers/index.js'
import {
  checkJwsSignature,
  decodeCompactJws,
  type DecodedJws,
  type VerificationKey,
} from '../../jose/index.js'
import type { ActionTokenVerifier, VerifiedActionToken } from '../action-token-verifier.js'
import { readAllowedTenants } from '../allowed-tenants.js'
import { isGuid } from '../guid.js'
import { checkTokenAudience, readAudience } from '../token-audience.js'
import { checkTokenCaller, readCallers } from '../token-caller.js'
import { checkTokenScope, readScope } from '../token-scope.js'
import { checkTokenTimes, readClockSkew, type TimeRule } from '../token-times.js'
import { checkVerifierSources } from '../verifier-sources.js'
import { readEntraActor } from './entra-actor.js'
import { readEntraCloud, type EntraCloudName } from './entra-cloud.js'
import { createEntraTenant, type EntraIssuer, type EntraTenant } from './entra-issuer.js'
import { findIssuerOfTenant } from './issuer-tenant.js'

/** Continuous-access sessions reach 28 hours; one more covers rounding. */
export const ENTRA_MAX_LIFETIME_SECONDS = 29 * 60 * 60

export interface EntraVerifierOptions {
  /** The AppIdUri (`api://auth-am-…`) and/or the client id of the service's app registration. No default. */
  readonly audience: string | readonly string[]
  /** Tenant ids whose users may act. No default. */
  readonly tenants: readonly string[]
  /** The scope that the app registration exposes, e.g. `Global.Test`; of several, any one is enough. No default. */
  readonly scope: string | readonly string[]
  /** Client ids that may call. Default: the platform's, {@link PLATFORM_CLIENT_ID}. */
  readonly callers?: readonly string[]
  /** Default `public`. */
  readonly cloud?: EntraCloudName
  /** Seconds, at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  readonly keys: KeySourceOptions
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

interface EntraExpectations {
  readonly audiences: readonly string[]
  readonly callers: readonly string[]
  readonly scopes: readonly string[]
  readonly times: TimeRule
}

/**
 * The profile `entra`: Microsoft Entra access tokens, version 1 or 2, issued to the platform for this service. With the
 * add-in's own `callers`, `scope` and `audience` it judges what an Outlook add-in gets by nested app authentication, the
 * successor of the Exchange identity token.
 *
 * Requires `tid`, `iss`, `ver`, `iat`, `exp`, `aud`, `appid` (version 1) or `azp` (version 2), `scp` and `oid`. Times in seconds; lifetime
 * at most 29 hours, skew 300 s.
 *
 * Source: OfficeDev/outlook-dev-docs, enable-entra-token-for-actionable-messages.md, and the vendor's "Access token claims
 * reference".
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`, listing everything that is wrong
 */
export function createEntraVerifier(options: EntraVerifierOptions): ActionTokenVerifier {
  const problems: string[] = []
  checkVerifierSources(options, problems)
  const emulatorTrusted = options.keys?.trustEmulator !== undefined
  const cloud = readEntraCloud(options.cloud, problems)
  const allowed = readAllowedTenants(options.tenants, emulatorTrusted, problems)
  const expected: EntraExpectations = {
    audiences: readAudience(options.audience, problems),
    callers: readCallers('callers', options.callers, problems),
    scopes: readScope(options.scope, problems),
    times: {
      clockSkewSeconds: readClockSkew(options.clockSkewSeconds, problems),
      maxLifetimeSeconds: ENTRA_MAX_LIFETIME_SECONDS,
    },
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  const { keys, now } = options
  const tenants = new Map<string, EntraTenant>(
    allowed.map((tenantId) => [tenantId, createEntraTenant({ tenantId, cloud, keys, now })]),
  )

  function judge(jws: DecodedJws, issuer: EntraIssuer, key: VerificationKey): VerifiedActionToken {
    checkJwsSignature(jws, key)
    return checkEntraToken(jws, issuer, expected, now() / 1000)
  }

  return Object.freeze({
    profile: 'entra',
    verify(token: string) {
      const jws = decodeCompactJws(token)
      const issuer = findIssuerOfTenant(jws.payload, tenants)
      const key = issuer.keys.find(jws.header.kid)
      return key instanceof Promise
        ? key.then((found) => judge(jws, issuer, found.key))
        : judge(jws, issuer, key.key)
    },
  } satisfies ActionTokenVerifier)
}

function checkEntraToken(
  { header, payload }: DecodedJws,
  issuer: EntraIssuer,
  expected: EntraExpectations,
  now: number,
): VerifiedActionToken {
  if (payload.ver !== issuer.version) throw new CountersignError('ERR_TOKEN_VERSION')
  const { issuedAt, expiresAt } = checkTokenTimes(payload, now, expected.times)
  if (header.nonce !== undefined) {
    throw new CountersignError(
      'ERR_TOKEN_AUDIENCE',
      'The token is one for Microsoft Graph (nonce in its header).',
    )
  }
  const audience = checkTokenAudience(payload, expected.audiences)
  // Version 2 tokens carry the client id, whatever URI the client asked with.
  if (issuer.version === '2.0' && !isGuid(audience)) throw new CountersignError('ERR_TOKEN_VERSION')
  checkTokenCaller(payload, issuer.callerClaim, expected.callers)
  checkTokenScope(payload, expected.scopes)
  const actor = readEntraActor(payload, issuer)
  const { uti } = payload
  const verified: { -readonly [Name in keyof VerifiedActionToken]: VerifiedActionToken[Name] } = {
    profile: 'entra',
    issuer: issuer.issuer,
    audience,
    tenantId: issuer.tenantId,
    actor,
    issuedAt,
    expiresAt,
    claims: payload,
  }
  if (typeof uti === 'string' && uti !== '') verified.tokenId = uti
  return verified
}
