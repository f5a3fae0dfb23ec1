import { botProfile } from '../../../src/tokens/bot/bot-profile.js'
import { createBotVerifier } from '../../../src/tokens/index.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { activity, botClaims, NOW_SECONDS, offlineOptions, publishedKey } from '../bot/bot-fixture.js'
import { signToken, type Claims } from '../sign-token.js'
import { besideKey, breakExpiry, breakKeySet, type ProfileSubject } from './profile-subject.js'

const sign = (claims: Claims, header: Claims = {}): string =>
  signToken(claims, { key: keyA.privateKey, header: { kid: publishedKey.kid, ...header } })

const verifyWith = (keys: readonly object[], token: string, named: Claims = {}): unknown =>
  createBotVerifier({ ...offlineOptions, keys: { jwks: { keys } } }).verify(token, { ...activity, ...named })

const good = [publishedKey, besideKey]
const verify = (token: string): unknown => verifyWith(good, token)
const judge = (changes: Claims) => () => verify(sign({ ...botClaims, ...changes }))
const judgeServiceUrl = (serviceUrl: string) => () =>
  verifyWith(good, sign({ ...botClaims, serviceurl: serviceUrl }), { serviceUrl })

const late = NOW_SECONDS + 301

export const botSubjects: readonly ProfileSubject[] = [
  {
    profile: botProfile,
    shape: 'connector',
    claims: botClaims,
    sign,
    verify,
    breaks: {
      'header kid': [() => verify(sign(botClaims, { kid: 'nobody' }))],
      'key kty, use, alg, n, e': breakKeySet(publishedKey, (...keys) => verifyWith(keys, sign(botClaims))),
      'key endorsements': [
        () => verifyWith([{ ...publishedKey, endorsements: undefined }, besideKey], sign(botClaims)),
        () => verifyWith([{ ...publishedKey, endorsements: ['webchat'] }, besideKey], sign(botClaims)),
      ],
      'activity channelId': [
        () => verifyWith(good, sign(botClaims), { channelId: 'directline' }),
        () => verifyWith(good, sign(botClaims), { channelId: undefined }),
      ],
      'activity serviceUrl': [
        () => verifyWith(good, sign(botClaims), { serviceUrl: 'https://smba.trafficmanager.net/emea/' }),
        () => verifyWith(good, sign(botClaims), { serviceUrl: undefined }),
      ],
      'claim nbf': [judge({ nbf: late })],
      'claim iat': [judge({ iat: late })],
      'claim exp': breakExpiry({ claims: botClaims, sign, verify }, NOW_SECONDS),
      'claim serviceurl': [
        judge({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }),
        judgeServiceUrl('https://evil.com/'),
        judgeServiceUrl('http://smba.trafficmanager.net/amer/'),
        judgeServiceUrl('https://smba.emulator.example/teams/'),
      ],
    },
  },
]
