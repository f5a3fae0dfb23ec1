import type { ProfileDescription } from '../profiles/profile-description.js'
import { DEFAULT_CLOCK_SKEW_SECONDS } from '../token-times.js'
import { MAX_WEBHOOK_BODY_BYTES } from './teams-webhook-verifier.js'
import { WEBHOOK_KEY_BYTES } from './webhook-keys.js'

export const teamsWebhookProfile: ProfileDescription = Object.freeze<ProfileDescription>({
  profile: 'teams-webhook',
  token: 'The HMAC of a Teams outgoing webhook over its own body',
  status: 'In use; the answer is due in 5 s',
  carriedIn: '`Authorization: HMAC`',
  algorithm: 'HMAC-SHA256',
  issuers: [],
  keys: [`the security tokens that Teams showed: base64 of ${WEBHOOK_KEY_BYTES} bytes, several for rotation`],
  maxLifetimeSeconds: undefined,
  clockSkewSeconds: DEFAULT_CLOCK_SKEW_SECONDS,
  actor: 'nobody: it proves Teams, which vouches for the `from` of the activity',
  shapes: ['webhook'],
  source: '"Create Outgoing Webhooks"; `id` and `timestamp` of the body as observed',
  checks: [
    {
      part: 'request',
      name: 'Authorization',
      required: true,
      rule: '`HMAC`, one space and the base64 of 32 bytes',
      codes: ['ERR_TOKEN_MAC_FORM'],
    },
    {
      part: 'request',
      name: 'the raw body',
      required: true,
      rule: `at most ${MAX_WEBHOOK_BODY_BYTES} bytes; its HMAC-SHA256 under one of the keys is the header's, compared in constant time over all keys`,
      setting: 'keys',
      codes: ['ERR_TOKEN_MAC', 'ERR_TOKEN_TOO_LARGE'],
    },
    {
      part: 'activity',
      name: 'id',
      required: true,
      rule: 'printable ASCII, at most 200 characters; the caller lets none pass twice',
      codes: ['ERR_TOKEN_ACTIVITY'],
    },
    {
      part: 'activity',
      name: 'timestamp',
      required: true,
      rule: 'a time with its zone (RFC 3339), no further from now than the skew',
      codes: ['ERR_TOKEN_ACTIVITY_TIME'],
    },
  ],
})
