import {
  audienceCheck,
  expiryCheck,
  formChecks,
  keySetChecks,
  signatureCheck,
  startCheck,
} from '../profiles/jws-checks.js'
import type { ProfileDescription } from '../profiles/profile-description.js'
import { DEFAULT_CLOCK_SKEW_SECONDS } from '../token-times.js'
import { BOT_CLOUDS } from './bot-cloud.js'
import { BOT_MAX_LIFETIME_SECONDS } from './bot-verifier.js'

const clouds = Object.values(BOT_CLOUDS)

export const botProfile: ProfileDescription = Object.freeze<ProfileDescription>({
  profile: 'bot',
  token: 'What the bot connector sends with an activity, such as the invoke of an Action.Execute',
  status: 'In use; one issuer for each cloud: public, usgov, china',
  carriedIn: '`Authorization: Bearer`; a refusal is answered with 403',
  algorithm: 'RS256',
  issuers: clouds.map(({ issuer }) => issuer),
  keys: clouds.map(({ metadataUrl }) => metadataUrl),
  maxLifetimeSeconds: BOT_MAX_LIFETIME_SECONDS,
  clockSkewSeconds: DEFAULT_CLOCK_SKEW_SECONDS,
  actor: 'nobody: it proves the connector, which vouches for the activity that it comes with',
  shapes: ['connector'],
  source:
    '"Authenticate with the Bot Connector API"; `serviceurl` in lower case and the hour that tokens live from live ones; hosts from the vendor\'s Teams SDK, "Service URL Validation"',
  checks: [
    ...formChecks,
    {
      part: 'claim',
      name: 'iss',
      required: true,
      rule: "the connector's in the configured cloud",
      setting: 'cloud',
      codes: ['ERR_TOKEN_ISSUER'],
    },
    ...keySetChecks,
    signatureCheck,
    {
      part: 'key',
      name: 'endorsements',
      required: true,
      rule: "have the activity's `channelId`",
      codes: ['ERR_TOKEN_ENDORSEMENT'],
    },
    {
      part: 'activity',
      name: 'channelId',
      required: true,
      rule: "is in the key's `endorsements`",
      codes: ['ERR_TOKEN_ENDORSEMENT'],
    },
    startCheck('nbf', true),
    startCheck('iat', false),
    expiryCheck,
    audienceCheck('the app id of the bot'),
    {
      part: 'claim',
      name: 'serviceurl',
      required: true,
      rule: "equal to the activity's `serviceUrl` in every letter, https, under an allowed address; documented as `serviceUrl`, and where both are there they are equal",
      setting: "serviceUrls (the cloud's own hosts)",
      codes: ['ERR_TOKEN_SERVICE_URL', 'ERR_TOKEN_EMULATOR'],
    },
    {
      part: 'activity',
      name: 'serviceUrl',
      required: true,
      rule: "equal to the token's",
      codes: ['ERR_TOKEN_SERVICE_URL'],
    },
  ],
})
