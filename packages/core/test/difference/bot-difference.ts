import { createBotVerifier } from '../../src/tokens/index.js'
import {
  activity,
  APP_ID,
  botClaims,
  ISSUER,
  offlineOptions,
  publishedKey,
} from '../tokens/bot/bot-fixture.js'
import { NOW_SECONDS, SKEW } from './compare-verdicts.js'
import { failedClaim, setClaim } from './difference-row.js'
import { audienceRows } from './audience-rows.js'
import { formRows, keyIdRows } from './form-rows.js'
import { timeRows } from './time-rows.js'
import type { ProfileDifference } from './profile-difference.js'

const keys = [
  publishedKey,
  { ...publishedKey, kid: 'second' },
  { ...publishedKey, kid: 'unendorsed', endorsements: ['skype'] },
]
const verifier = createBotVerifier({ ...offlineOptions, keys: { jwks: { keys } } })
const PROTOCOL = 'Of the protocol, not of JWT: jose leaves it to the caller.'

export const bot: ProfileDifference = {
  name: 'bot',
  header: { typ: 'JWT', alg: 'RS256', kid: 'key-b' },
  claims: botClaims,
  judge: (token) => verifier.verify(token, activity),
  issuer: ISSUER,
  audience: [APP_ID],
  jwks: { keys },
  rows: [
    ...formRows,
    ...keyIdRows,
    ...timeRows(NOW_SECONDS, SKEW, 2 * 3600, 'nbf'),
    ...audienceRows,
    {
      name: 'another issuer',
      touches: 'iss',
      change: setClaim('iss', (random) =>
        random.pick<unknown>([`${ISSUER}/`, 'https://api.botframework.us', random.word(7), undefined]),
      ),
      ours: ['ERR_TOKEN_ISSUER'],
      jose: failedClaim('iss'),
    },
    {
      name: 'a service URL unlike the activity’s',
      touches: 'serviceurl',
      change: setClaim('serviceurl', (random) =>
        random.pick<unknown>([
          undefined,
          'https://smba.trafficmanager.net/emea/',
          `https://${random.word(6)}.example/`,
          1,
          '',
        ]),
      ),
      ours: ['ERR_TOKEN_SERVICE_URL'],
      jose: 'ACCEPTED',
      intended: `Whoever answers an activity sends its credentials there. ${PROTOCOL}`,
    },
    {
      name: 'a key that is not endorsed for the channel',
      touches: 'kid',
      change: ({ header }) => {
        header['kid'] = 'unendorsed'
      },
      ours: ['ERR_TOKEN_ENDORSEMENT'],
      jose: 'ACCEPTED',
      intended: `A key speaks for the channels that its set names. ${PROTOCOL}`,
    },
  ],
}
