import {
  audienceCheck,
  expiryCheck,
  formChecks,
  keySetChecks,
  signatureCheck,
  startCheck,
} from '../profiles/jws-checks.js'
import type { ProfileCheck, ProfileDescription } from '../profiles/profile-description.js'
import { DEFAULT_CLOCK_SKEW_SECONDS } from '../token-times.js'
import { ENTRA_CLOUDS } from './entra-cloud.js'
import { ENTRA_MAX_LIFETIME_SECONDS } from './entra-verifier.js'

const { public: cloud } = ENTRA_CLOUDS

function callerCheck(name: 'appid' | 'azp', shape: string): ProfileCheck {
  return {
    part: 'claim',
    name,
    required: true,
    rule: 'the client that asked for the token; where `appid` and `azp` are both there they are equal',
    setting: "callers (the platform's client id)",
    codes: ['ERR_TOKEN_CALLER', 'ERR_TOKEN_VERSION'],
    shapes: [shape],
  }
}

export const entraProfile: ProfileDescription = Object.freeze<ProfileDescription>({
  profile: 'entra',
  token:
    'A Microsoft Entra access token for a user, issued to the platform (or to an add-in) for this service',
  status: 'What the platform sends today; also the successor of `exchange` (nested app authentication)',
  carriedIn: '`Authorization: Bearer`, or `Action-Authorization: Bearer` where the card blanked the first',
  algorithm: 'RS256',
  issuers: [`https://${cloud.v1Issuer}/{tid}/`, `https://${cloud.login}/{tid}/v2.0`],
  keys: [
    `https://${cloud.login}/{tid}/.well-known/openid-configuration`,
    `https://${cloud.login}/{tid}/v2.0/.well-known/openid-configuration`,
  ],
  maxLifetimeSeconds: ENTRA_MAX_LIFETIME_SECONDS,
  clockSkewSeconds: DEFAULT_CLOCK_SKEW_SECONDS,
  actor: 'tenant id and object id; a name that can be changed, to show',
  shapes: ['v1', 'v2'],
  source:
    'OfficeDev/outlook-dev-docs, enable-entra-token-for-actionable-messages.md; "Access token claims reference"; "National clouds"',
  checks: [
    ...formChecks,
    {
      part: 'claim',
      name: 'tid',
      required: true,
      rule: 'an allowed tenant: a GUID in lower case, the one in `iss`',
      setting: 'tenants',
      codes: ['ERR_TOKEN_TENANT', 'ERR_TOKEN_EMULATOR'],
    },
    {
      part: 'claim',
      name: 'iss',
      required: true,
      rule: "the tenant's issuer of version 1 or 2 in the configured cloud",
      setting: 'cloud',
      codes: ['ERR_TOKEN_ISSUER'],
    },
    ...keySetChecks,
    {
      part: 'key',
      name: 'issuer',
      required: true,
      rule: "covers `iss`, with `{tenantid}` standing for the tenant; of version 1's keys the document's issuer does",
      codes: ['ERR_ISSUER_KEY_REFUSED', 'ERR_ISSUER_KEY_SET'],
      shapes: ['v2'],
    },
    signatureCheck,
    {
      part: 'claim',
      name: 'ver',
      required: true,
      rule: "`1.0` or `2.0`, as its issuer's version is",
      codes: ['ERR_TOKEN_VERSION'],
    },
    startCheck('iat', true),
    startCheck('nbf', false),
    expiryCheck,
    {
      part: 'header',
      name: 'nonce',
      required: false,
      rule: 'absent: a token with it is for Microsoft Graph',
      codes: ['ERR_TOKEN_AUDIENCE'],
    },
    audienceCheck('the AppIdUri or the client id; in version 2 the client id'),
    callerCheck('appid', 'v1'),
    callerCheck('azp', 'v2'),
    {
      part: 'claim',
      name: 'scp',
      required: true,
      rule: 'a space-separated list with a wanted scope as a whole word; without it the token stands for an application',
      setting: 'scope',
      codes: ['ERR_TOKEN_SCOPE', 'ERR_TOKEN_APP_ONLY'],
    },
    {
      part: 'claim',
      name: 'idtyp',
      required: false,
      rule: 'where it is there, `user`',
      codes: ['ERR_TOKEN_APP_ONLY'],
    },
    {
      part: 'claim',
      name: 'oid',
      required: true,
      rule: 'the object id: a GUID in lower case',
      codes: ['ERR_TOKEN_ACTOR'],
    },
  ],
})
