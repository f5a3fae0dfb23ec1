import type { BotActivityNames, BotVerifierOptions } from '../../../src/tokens/index.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { signToken, type Claims } from '../sign-token.js'

export const NOW_SECONDS = 1_800_000_000
export const APP_ID = '5e3ce6f0-2b1f-4285-8a4b-75ec7a757346'
export const SERVICE_URL = 'https://smba.trafficmanager.net/amer/'
export const ISSUER = 'https://api.botframework.com'

export const activity: BotActivityNames = { serviceUrl: SERVICE_URL, channelId: 'msteams' }

export const botClaims: Claims = {
  serviceurl: SERVICE_URL,
  nbf: NOW_SECONDS - 60,
  exp: NOW_SECONDS + 3540,
  iss: ISSUER,
  aud: APP_ID,
}

/** As the connector publishes it. */
export const publishedKey = {
  ...keyA.jwk,
  use: 'sig',
  kid: 'key-b',
  x5t: 'key-b',
  endorsements: ['msteams', 'webchat', 'skype'],
}

export const signBot = (changes: Claims = {}, header: Claims = {}): string =>
  signToken({ ...botClaims, ...changes }, { key: keyA.privateKey, header: { kid: 'key-b', ...header } })

export const offlineOptions: BotVerifierOptions = {
  audience: APP_ID,
  keys: { jwks: { keys: [publishedKey] } },
  now: () => NOW_SECONDS * 1000,
}
