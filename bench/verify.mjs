/**
 * `verify`: the full check of distinct action tokens on one thread, a row per profile. The limit is raw
 * `crypto.verify` over the same bytes with the same key; for `teams-webhook`, whose token is a MAC, see verify-webhook.mjs.
 */
import { verify as verifyRaw } from 'node:crypto'
import {
  createBotVerifier,
  createEntraVerifier,
  createExchangeVerifier,
  createSubstrateVerifier,
  PLATFORM_CLIENT_ID,
} from '@countersign/core/tokens'
import * as entraTokens from './support/entra-tokens.mjs'
import * as exchangeTokens from './support/exchange-tokens.mjs'
import { jwks, NOW, publicKey, signToken, toSignedBytes } from './support/entra-tokens.mjs'
import { expectAll } from './support/expect-all.mjs'
import { interleave, partOf, TURNS } from './support/interleave.mjs'
import { toRow } from './support/row.mjs'
import { createTokenPeers } from './support/token-peers.mjs'
import { measureWebhook } from './verify-webhook.mjs'

export const name = 'verify'

const TOKENS = 3000
/** A MAC is over so quickly that otherwise a pass would have room for one collection of garbage, and chance say whose. */
const WEBHOOK_FACTOR = 8
const SKEW = 300
const now = () => NOW * 1000

const entra = {
  name: 'verify entra',
  issuer: entraTokens.ISSUER,
  audience: entraTokens.AUDIENCE,
  claims: entraTokens.makeClaims,
  createVerifier: () =>
    createEntraVerifier({
      audience: entraTokens.AUDIENCE,
      tenants: [entraTokens.TENANT],
      scope: entraTokens.SCOPE,
      keys: { jwks },
      now,
    }),
}

const substrate = {
  name: 'verify substrate',
  issuer: 'https://substrate.office.com/sts/',
  audience: 'https://api.contoso.com',
  claims: (i) => ({
    iat: NOW - 60,
    ver: 'STI.ExternalAccessToken.V1',
    appid: PLATFORM_CLIENT_ID,
    sub: `adele${i}@contoso.com`,
    appidacr: '2',
    acr: '0',
    sender: 'expenses@contoso.com',
    iss: 'https://substrate.office.com/sts/',
    aud: 'https://api.contoso.com',
    exp: NOW + 840,
    nbf: NOW - 60,
  }),
  createVerifier: () =>
    createSubstrateVerifier({
      audience: 'https://api.contoso.com',
      senders: ['expenses@contoso.com'],
      keys: { jwks },
      now,
    }),
}

const exchange = {
  name: 'verify exchange',
  issuer: exchangeTokens.ISSUER,
  audience: exchangeTokens.PAGE,
  publicKey: exchangeTokens.publicKey,
  claims: exchangeTokens.makeClaims,
  signToken: exchangeTokens.signToken,
  createVerifier: () =>
    createExchangeVerifier({
      audience: exchangeTokens.PAGE,
      trustedMetadata: [exchangeTokens.METADATA_URL],
      keys: { documents: { [exchangeTokens.METADATA_URL]: exchangeTokens.document } },
      now,
    }),
}

const APP_ID = '5e3ce6f0-2b1f-4285-8a4b-75ec7a757346'
const activity = { serviceUrl: 'https://smba.trafficmanager.net/amer/', channelId: 'msteams' }

const bot = {
  name: 'verify bot',
  issuer: 'https://api.botframework.com',
  audience: APP_ID,
  claims: (i) => ({
    serviceurl: activity.serviceUrl,
    // Distinct, as real ones are by their times.
    nbf: NOW - 60 - (i % 3600),
    exp: NOW + 3000 + Math.floor(i / 3600),
    iss: 'https://api.botframework.com',
    aud: APP_ID,
  }),
  createVerifier: () => {
    const endorsed = { keys: jwks.keys.map((key) => ({ ...key, endorsements: ['msteams', 'webchat'] })) }
    const verifier = createBotVerifier({ audience: APP_ID, keys: { jwks: endorsed }, now })
    return { verify: (token) => verifier.verify(token, activity) }
  },
}

export async function run({ quick, passes }) {
  const rows = []
  const count = quick ? 200 : TOKENS
  for (const profile of [entra, substrate, exchange, bot])
    rows.push(await measureProfile(profile, count, passes))
  rows.push(await measureWebhook(count * WEBHOOK_FACTOR, passes))
  return rows
}

async function measureProfile(profile, count, passes) {
  const { issuer, audience, publicKey: key = publicKey, signToken: sign = signToken } = profile
  const tokens = Array.from({ length: count }, (_, i) => sign(profile.claims(i)))
  const signed = tokens.map(toSignedBytes)
  const verifier = profile.createVerifier()
  const measured = await interleave(
    {
      limit: (turn) =>
        expectAll(partOf(signed, turn), ({ input, signature }) => verifyRaw('sha256', input, key, signature)),
      // A promise would mean that the key was not at hand.
      ours: (turn) =>
        expectAll(partOf(tokens, turn), (token) => !(verifier.verify(token) instanceof Promise)),
      ...createTokenPeers(tokens, key, { audience, issuer, skew: SKEW, now: NOW }),
    },
    { passes, turns: TURNS },
  )
  return toRow(profile.name, 'tokens/s', measured)
}
