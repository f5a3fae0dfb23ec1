import { createSubstrateVerifier, PLATFORM_CLIENT_ID } from '../../src/tokens/index.js'
import {
  AUDIENCE,
  connectorClaims,
  mailClaims,
  offlineOptions,
  OBJECT_ID,
  publishedKey,
  TENANT,
} from '../tokens/substrate/substrate-fixture.js'
import { NOW_SECONDS, SKEW } from './compare-verdicts.js'
import { failedClaim, setClaim, type DifferenceRow } from './difference-row.js'
import { audienceRows } from './audience-rows.js'
import { formRows, keyIdRows } from './form-rows.js'
import { timeRows } from './time-rows.js'
import type { ProfileDifference } from './profile-difference.js'

const PROTOCOL = 'A claim of the protocol, not of JWT: jose leaves it to the caller.'
const keys = [publishedKey, { ...publishedKey, kid: 'second' }]

const commonRows: readonly DifferenceRow[] = [
  ...formRows,
  ...keyIdRows,
  ...timeRows(NOW_SECONDS, SKEW, 3600, 'iat'),
  ...audienceRows,
  {
    name: 'another issuer',
    touches: 'iss',
    change: setClaim('iss', (random) =>
      random.pick<unknown>([
        'https://substrate.office.com/sts',
        'http://substrate.office.com/sts/',
        'https://substrate.office.com.evil.example/sts/',
        random.word(5),
        undefined,
      ]),
    ),
    ours: ['ERR_TOKEN_ISSUER'],
    jose: failedClaim('iss'),
  },
  {
    name: 'another version',
    touches: 'ver',
    change: setClaim('ver', (random) => random.pick<unknown>(['1.0', 'STI.ExternalAccessToken.V2', 1, null])),
    ours: ['ERR_TOKEN_VERSION'],
    jose: 'ACCEPTED',
    intended: `Only the version whose claims are known. ${PROTOCOL}`,
  },
  {
    name: 'another caller',
    touches: 'caller',
    change: setClaim('appid', (random) =>
      random.pick<unknown>([OBJECT_ID, PLATFORM_CLIENT_ID.toUpperCase(), undefined, 1]),
    ),
    ours: ['ERR_TOKEN_CALLER'],
    jose: 'ACCEPTED',
    intended: `Only the platform’s client may call. ${PROTOCOL}`,
  },
]

const verifier = createSubstrateVerifier({ ...offlineOptions, tenants: [TENANT], keys: { jwks: { keys } } })
const common = {
  header: { typ: 'JWT', alg: 'RS256', kid: 'key-s', x5t: 'key-s' },
  judge: (token: string) => verifier.verify(token),
  issuer: 'https://substrate.office.com/sts/',
  audience: [AUDIENCE],
  jwks: { keys },
}

export const substrateMail: ProfileDifference = {
  ...common,
  name: 'substrate, mail',
  claims: mailClaims,
  rows: [
    ...commonRows,
    {
      name: 'an address that is none, or not plain ASCII',
      touches: 'address',
      change: (draft, random) => {
        draft.claims[random.pick(['sub', 'sender'])] = random.pick<unknown>([
          'adele',
          '\u212aelvin@contoso.com',
          'a b@contoso.com',
          1,
          null,
          '"a"@contoso.com',
          '@x.y',
        ])
      },
      ours: ['ERR_TOKEN_ADDRESS'],
      jose: 'ACCEPTED',
      intended: `Addresses decide here, so they are compared in one plain form. ${PROTOCOL}`,
    },
    {
      name: 'another case of an address',
      touches: 'address',
      change: setClaim('sub', (random) => random.pick(['ADELEV@contoso.com', 'adelev@CONTOSO.com'])),
      ours: 'ACCEPTED',
      jose: 'ACCEPTED',
    },
    {
      name: 'an address of the emulator',
      touches: 'address',
      change: setClaim('sub', (random) => `${random.word(4)}@contoso.example`),
      ours: ['ERR_TOKEN_EMULATOR'],
      jose: 'ACCEPTED',
      intended:
        'Emulator and production never mix: reserved names are refused unless the emulator is trusted.',
    },
  ],
}

export const substrateConnector: ProfileDifference = {
  ...common,
  name: 'substrate, connector',
  claims: connectorClaims,
  rows: [
    ...commonRows,
    {
      name: 'sub unlike oid',
      touches: 'oid',
      change: setClaim('oid', (random) => random.pick<unknown>([TENANT, undefined, random.word(36), 1])),
      ours: ['ERR_TOKEN_ACTOR'],
      jose: 'ACCEPTED',
      intended: `A connector’s token names its actor twice, alike. ${PROTOCOL}`,
    },
    {
      name: 'another tenant, or none',
      touches: 'tid',
      change: setClaim('tid', (random) =>
        random.pick<unknown>([OBJECT_ID, undefined, 'common', TENANT.toUpperCase(), 1]),
      ),
      ours: ['ERR_TOKEN_TENANT'],
      jose: 'ACCEPTED',
      intended: `Only allowed tenants act. ${PROTOCOL}`,
    },
  ],
}
