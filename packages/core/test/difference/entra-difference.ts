import { createEntraVerifier, PLATFORM_CLIENT_ID } from '../../src/tokens/index.js'
import { keyA } from '../issuers/rsa-keys.js'
import {
  APP_ID_URI,
  CLIENT_ID,
  OTHER_TENANT,
  offlineOptions,
  SCOPE,
  TENANT,
  v1Claims,
  v1Issuer,
  v1Key,
  v2Claims,
  v2Issuer,
} from '../tokens/entra/entra-fixture.js'
import { NOW_SECONDS, SKEW } from './compare-verdicts.js'
import { failedClaim, setClaim, setHeader, type DifferenceRow } from './difference-row.js'
import { audienceRows } from './audience-rows.js'
import { formRows, keyIdRows } from './form-rows.js'
import { timeRows } from './time-rows.js'
import type { ProfileDifference } from './profile-difference.js'

const MAX_LIFETIME_SECONDS = 29 * 3600
const PROTOCOL = 'A claim of the protocol, not of JWT: jose leaves it to the caller.'

const commonRows: readonly DifferenceRow[] = [
  ...formRows,
  ...keyIdRows,
  ...timeRows(NOW_SECONDS, SKEW, MAX_LIFETIME_SECONDS, 'iat'),
  ...audienceRows,
  {
    name: 'another issuer',
    touches: 'iss',
    change: setClaim('iss', (random) =>
      random.pick([
        v1Issuer(OTHER_TENANT),
        'https://sts.windows.net.evil.example/',
        v2Issuer('common'),
        random.word(9),
      ]),
    ),
    ours: ['ERR_TOKEN_ISSUER'],
    jose: failedClaim('iss'),
  },
  {
    name: 'another tenant',
    // With the issuer of that tenant it would be a good token of another allowed tenant.
    touches: 'iss',
    change: setClaim('tid', (random) =>
      random.pick<unknown>([
        OTHER_TENANT,
        'common',
        TENANT.toUpperCase(),
        `${TENANT}/..`,
        undefined,
        1,
        '__proto__',
      ]),
    ),
    ours: ['ERR_TOKEN_TENANT', 'ERR_TOKEN_ISSUER'],
    jose: 'ACCEPTED',
    intended: `tid equals the tenant of iss and is allowed. ${PROTOCOL}`,
  },
  {
    name: 'no object id, or one that is no GUID',
    touches: 'oid',
    change: setClaim('oid', (random) => random.pick<unknown>([undefined, random.word(36), 1, null, [], ''])),
    ours: ['ERR_TOKEN_ACTOR'],
    jose: 'ACCEPTED',
    intended: `Who acted is tid and oid. ${PROTOCOL}`,
  },
  {
    name: 'no scope: an application’s token',
    touches: 'scp',
    change: setClaim('scp', () => undefined),
    ours: ['ERR_TOKEN_APP_ONLY'],
    jose: 'ACCEPTED',
    intended: `No user stands behind it. ${PROTOCOL}`,
  },
  {
    name: 'a scope that merely contains the wanted one',
    touches: 'scp',
    change: setClaim('scp', (random) =>
      random.pick<unknown>([`${SCOPE}X`, `x${SCOPE}`, SCOPE.toLowerCase(), `${SCOPE},y`, [SCOPE]]),
    ),
    ours: ['ERR_TOKEN_SCOPE'],
    jose: 'ACCEPTED',
    intended: `Scopes are compared word by word (RFC 6749 section 3.3). ${PROTOCOL}`,
  },
  {
    name: 'the scope among others',
    touches: 'scp',
    change: setClaim('scp', (random) => `${random.word(4)} ${SCOPE} ${random.word(3)}`),
    ours: 'ACCEPTED',
    jose: 'ACCEPTED',
  },
  {
    name: 'a nonce in the header',
    touches: 'nonce',
    change: setHeader('nonce', (random) => random.word(20)),
    ours: ['ERR_TOKEN_AUDIENCE'],
    jose: 'ACCEPTED',
    intended:
      'The mark of a token for Microsoft Graph, whose signature is not made over the nonce as it stands. Not of JWT.',
  },
]

function versionRows(caller: 'appid' | 'azp', other: 'appid' | 'azp'): readonly DifferenceRow[] {
  return [
    {
      name: 'the version of the other shape',
      touches: 'ver',
      change: setClaim('ver', (random) =>
        random.pick<unknown>([caller === 'appid' ? '2.0' : '1.0', 1, undefined, '3.0']),
      ),
      ours: ['ERR_TOKEN_VERSION'],
      jose: 'ACCEPTED',
      intended: `ver, iss and the caller’s claim belong to one of two shapes. ${PROTOCOL}`,
    },
    {
      name: 'another caller',
      touches: 'caller',
      change: setClaim(caller, (random) =>
        random.pick<unknown>([CLIENT_ID, PLATFORM_CLIENT_ID.toUpperCase(), undefined, '', 1]),
      ),
      ours: ['ERR_TOKEN_CALLER'],
      jose: 'ACCEPTED',
      intended: `Only the platform’s client may call. ${PROTOCOL}`,
    },
    {
      name: 'both callers’ claims, unlike',
      touches: 'caller',
      change: setClaim(other, (random) => random.word(36)),
      ours: ['ERR_TOKEN_VERSION'],
      jose: 'ACCEPTED',
      intended: `ver, iss and the caller’s claim belong to one of two shapes. ${PROTOCOL}`,
    },
  ]
}

export const entraV1: ProfileDifference = {
  name: 'entra, version 1',
  header: { typ: 'JWT', alg: 'RS256', kid: 'key-v1', x5t: 'key-v1' },
  claims: v1Claims,
  rows: [...commonRows, ...versionRows('appid', 'azp')],
  judge: makeJudge([v1Key]),
  issuer: v1Issuer(TENANT),
  audience: [APP_ID_URI, CLIENT_ID],
  jwks: { keys: [v1Key, { ...v1Key, kid: 'second' }] },
}

const v2Key = {
  ...keyA.jwk,
  use: 'sig',
  kid: 'key-v2',
  issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
}

export const entraV2: ProfileDifference = {
  name: 'entra, version 2',
  header: { typ: 'JWT', alg: 'RS256', kid: 'key-v2' },
  claims: v2Claims,
  rows: [
    ...commonRows,
    ...versionRows('azp', 'appid'),
    {
      name: 'the AppIdUri as audience',
      touches: 'aud',
      change: setClaim('aud', () => APP_ID_URI),
      ours: ['ERR_TOKEN_VERSION'],
      jose: 'ACCEPTED',
      intended: 'A version 2 token always carries the client id; the URI in it is a mixture of the shapes.',
    },
  ],
  judge: makeJudge([v2Key]),
  issuer: v2Issuer(TENANT),
  audience: [APP_ID_URI, CLIENT_ID],
  jwks: { keys: [v2Key, { ...v2Key, kid: 'second' }] },
}

function makeJudge(keys: readonly Readonly<Record<string, unknown>>[]): (token: string) => unknown {
  const second = keys.map((key) => ({ ...key, kid: 'second' }))
  const verifier = createEntraVerifier({ ...offlineOptions, keys: { jwks: { keys: [...keys, ...second] } } })
  return (token) => verifier.verify(token)
}
