import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import { readClockSkew } from '../token-times.js'
import { readWebhookActivity, type WebhookActivity } from './webhook-activity.js'
import { findWebhookKey, readWebhookKeys } from './webhook-keys.js'

/** Bytes of a body; the vendor's messages are at most 28 KB of text and some names around it. */
export const MAX_WEBHOOK_BODY_BYTES = 256 * 1024
/**
 * A scheme's name is read in any case (RFC 9110 section 11.1). 32 bytes have one spelling in base64: the last character but the
 * padding has four bits (RFC 4648 section 3.5).
 */
const AUTHORIZATION = /^[Hh][Mm][Aa][Cc] [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/
/** `HMAC` and the space. */
const SCHEME_LENGTH = 5

export interface TeamsWebhookVerifierOptions {
  /** The security tokens as Teams shows them, base64; several while one is exchanged for another. No default. */
  readonly keys: readonly string[]
  /** Seconds that the activity's timestamp may be off, either way; at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What a verified call proves: that Teams, for whoever holds the key, sent this activity just now. */
export interface VerifiedWebhookActivity extends WebhookActivity {
  /** Which of the keys it was, in the order given. */
  readonly keyIndex: number
}

export interface TeamsWebhookVerifier {
  readonly profile: 'teams-webhook'
  /**
   * Judges one call. `authorization` is the whole header, `body` the raw bytes as they came in: a body that was parsed and
   * written again has another MAC. That an id does not come twice is for the caller to see to: keep ids for longer than twice the
   * skew.
   *
   * @throws CountersignError `ERR_TOKEN_MAC_FORM`, `ERR_TOKEN_TOO_LARGE`, `ERR_TOKEN_MAC`, `ERR_TOKEN_ACTIVITY`,
   *   `ERR_TOKEN_ACTIVITY_TIME`
   */
  verify(authorization: string, body: Uint8Array): VerifiedWebhookActivity
}

/**
 * The profile `teams-webhook`: a Teams outgoing webhook.
 *
 * Requires `Authorization: HMAC` with the base64 of the HMAC-SHA256 of the raw body under one of the keys, and in the body `id` and
 * a `timestamp` within 300 s of now.
 *
 * Source: the vendor's page "Create Outgoing Webhooks"; `id` and `timestamp` as observed.
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID`, listing everything that is wrong
 */
export function createTeamsWebhookVerifier(options: TeamsWebhookVerifierOptions): TeamsWebhookVerifier {
  const problems: string[] = []
  const keys = readWebhookKeys(options.keys, problems)
  const skewMs = readClockSkew(options.clockSkewSeconds, problems) * 1000
  const { now } = options
  if (typeof now !== 'function')
    problems.push('now: give a function that returns milliseconds, such as Date.now')
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)

  return Object.freeze({
    profile: 'teams-webhook',
    verify(authorization: string, body: Uint8Array) {
      if (!(body instanceof Uint8Array))
        throw new CountersignTypeError('ERR_TOKEN_ACTIVITY', 'body must be the raw bytes (a Uint8Array)')
      const mac = readMac(authorization)
      if (body.byteLength > MAX_WEBHOOK_BODY_BYTES) throw new CountersignError('ERR_TOKEN_TOO_LARGE')
      const keyIndex = findWebhookKey(keys, mac, body)
      if (keyIndex < 0) throw new CountersignError('ERR_TOKEN_MAC')
      const { id, timestamp, activity } = readWebhookActivity(body)
      // Written so that a clock without a value (NaN) refuses.
      if (!(Math.abs(now() - timestamp) <= skewMs)) throw new CountersignError('ERR_TOKEN_ACTIVITY_TIME')
      return { id, timestamp, keyIndex, activity }
    },
  } satisfies TeamsWebhookVerifier)
}

/** The MAC as it is written. */
function readMac(authorization: unknown): string {
  if (typeof authorization !== 'string' || !AUTHORIZATION.test(authorization))
    throw new CountersignError('ERR_TOKEN_MAC_FORM')
  return authorization.slice(SCHEME_LENGTH)
}
