import { createExchangeVerifier } from '../../src/tokens/index.js'
import { keyA } from '../issuers/rsa-keys.js'
import {
  certificateA,
  context,
  documentedClaims,
  ISSUER,
  observedClaims,
  offlineOptions,
  PAGE,
} from '../tokens/exchange/exchange-fixture.js'
import { NOW_SECONDS, SKEW } from './compare-verdicts.js'
import { failedClaim, setClaim, setHeader, type DifferenceRow } from './difference-row.js'
import { audienceRows } from './audience-rows.js'
import { formRows } from './form-rows.js'
import { timeRows } from './time-rows.js'
import type { ProfileDifference } from './profile-difference.js'
import type { Random } from './random.js'

const verifier = createExchangeVerifier(offlineOptions)
const PROTOCOL = 'A claim of the protocol, not of JWT: jose leaves it to the caller.'

/** One member of the context, changed in the shape in which it stands. */
function setContext(name: string, make: (random: Random) => unknown): DifferenceRow['change'] {
  return ({ claims }, random) => {
    const changed = { ...context, [name]: make(random) }
    claims['appctx'] = typeof claims['appctx'] === 'string' ? JSON.stringify(changed) : changed
  }
}

const commonRows: readonly DifferenceRow[] = [
  ...formRows,
  ...audienceRows,
  {
    name: 'another issuer',
    touches: 'iss',
    change: setClaim('iss', (random) =>
      random.pick<unknown>([random.word(8), undefined, `x${ISSUER}`, ISSUER.replace('@', '/'), 7]),
    ),
    ours: ['ERR_TOKEN_ISSUER'],
    jose: failedClaim('iss'),
  },
  {
    name: 'another realm in the issuer',
    touches: 'iss',
    change: setClaim('iss', (random) => `00000002-0000-0ff1-ce00-000000000000@${random.word(6)}.contoso.com`),
    ours: 'ACCEPTED',
    jose: failedClaim('iss'),
    intended:
      'Accepted here: the realm is a name that the server gives itself, and the documents ask for no value of it. Whose keys count is decided by the trusted metadata address alone.',
  },
  {
    name: 'a metadata address that is not trusted',
    touches: 'appctx',
    change: setContext('amurl', (random) =>
      random.pick<unknown>([
        'https://mail.contoso.com@evil.example/autodiscover/metadata/json/1',
        'https://mail.contoso.com.evil.example/autodiscover/metadata/json/1',
        'https://mail.contoso.com:444/autodiscover/metadata/json/1',
        'http://mail.contoso.com/autodiscover/metadata/json/1',
        'https://127.0.0.1/',
        undefined,
        1,
        `https://${random.word(5)}.example/`,
      ]),
    ),
    ours: ['ERR_TOKEN_METADATA_URL'],
    jose: 'ACCEPTED',
    intended: `Nothing is fetched from where a token says, unless configuration says so too. ${PROTOCOL}`,
  },
  {
    name: 'another version of the context',
    touches: 'appctx',
    change: setContext('version', (random) =>
      random.pick<unknown>(['ExIdTok.V2', undefined, 1, 'exidtok.v1']),
    ),
    ours: ['ERR_TOKEN_VERSION'],
    jose: 'ACCEPTED',
    intended: `Only the version whose members are known. ${PROTOCOL}`,
  },
  {
    name: 'a user id that is none',
    touches: 'appctx',
    change: setContext('msexchuid', (random) =>
      random.pick<unknown>([undefined, '', random.word(9), 'a#b@c', 1, null]),
    ),
    ours: ['ERR_TOKEN_ACTOR'],
    jose: 'ACCEPTED',
    intended: `Who acted is msexchuid with amurl. ${PROTOCOL}`,
  },
  {
    name: 'no context',
    touches: 'appctx',
    change: setClaim('appctx', (random) =>
      random.pick<unknown>([undefined, [], null, 1, 'x', JSON.stringify(JSON.stringify(context))]),
    ),
    ours: ['ERR_TOKEN_CONTEXT'],
    jose: 'ACCEPTED',
    intended: `Who acted is msexchuid with amurl. ${PROTOCOL}`,
  },
  {
    name: 'no x5t, or that of another certificate',
    touches: 'x5t',
    change: setHeader('x5t', (random) =>
      random.pick<unknown>([undefined, Buffer.from(random.word(20)).toString('base64url'), '']),
    ),
    ours: ['ERR_TOKEN_KEY_ID', 'ERR_ISSUER_KEY_UNKNOWN'],
    jose: 'ACCEPTED',
    intended:
      'The key is found by its certificate’s thumbprint, never tried out; jose has no certificates here and is given the key.',
  },
]

const common = {
  judge: (token: string) => verifier.verify(token),
  issuer: ISSUER,
  audience: [PAGE],
  jwks: { keys: [{ ...keyA.jwk, use: 'sig', alg: 'RS256' }] },
}

export const exchangeObserved: ProfileDifference = {
  ...common,
  name: 'exchange, as observed',
  header: { typ: 'JWT', alg: 'RS256', x5t: certificateA.x5t },
  claims: observedClaims,
  rows: [...commonRows, ...timeRows(NOW_SECONDS, SKEW, 9 * 3600, 'nbf')],
}

const DECIMAL_TIMES =
  'Accepted here: the documented shape writes nbf and exp as decimal strings, and such tokens are real (RFC 7519 section 2 wants numbers). Only together with the context as an object, and only plain digits.'

/** Every token of this shape is one that jose refuses for its times, so each row says what else is wrong with it. */
export const exchangeDocumented: ProfileDifference = {
  ...common,
  name: 'exchange, as documented',
  header: { typ: 'JWT', alg: 'RS256', x5t: certificateA.x5t },
  claims: documentedClaims,
  rows: [
    {
      name: 'times as decimal strings',
      touches: 'none',
      change: () => undefined,
      ours: 'ACCEPTED',
      jose: failedClaim('nbf'),
      intended: DECIMAL_TIMES,
    },
    ...commonRows.map((row): DifferenceRow => {
      const { intended: _, ...rest } = row
      const jose = row.jose === 'ACCEPTED' ? failedClaim('nbf') : row.jose
      if (row.ours !== 'ACCEPTED') return { ...rest, jose }
      return { ...rest, name: `${row.name}, beside times as decimal strings`, jose, intended: DECIMAL_TIMES }
    }),
  ],
}
