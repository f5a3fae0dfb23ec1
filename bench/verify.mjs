/**
 * `verify`: the full check of distinct action tokens on one thread, a row per profile. The limit is raw
 * `crypto.verify` over the same bytes with the same key.
 */
import { verify as verifyRaw } from 'node:crypto'
import { createEntraVerifier, createSubstrateVerifier, PLATFORM_CLIENT_ID } from '@countersign/core/tokens'
import * as entraTokens from './support/entra-tokens.mjs'
import { jwks, NOW, publicKey, signToken, toSignedBytes } from './support/entra-tokens.mjs'
import { expectAll } from './support/expect-all.mjs'
import { interleave, partOf, TURNS } from './support/interleave.mjs'
import { toRow } from './support/row.mjs'
import { createTokenPeers } from './support/token-peers.mjs'

export const name = 'verify'

const TOKENS = 3000
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

export async function run({ quick, passes }) {
  const rows = []
  for (const profile of [entra, substrate])
    rows.push(await measureProfile(profile, quick ? 200 : TOKENS, passes))
  return rows
}

async function measureProfile(profile, count, passes) {
  const tokens = Array.from({ length: count }, (_, i) => signToken(profile.claims(i)))
  const signed = tokens.map(toSignedBytes)
  const { issuer, audience } = profile
  const verifier = profile.createVerifier()
  const measured = await interleave(
    {
      limit: (turn) =>
        expectAll(partOf(signed, turn), ({ input, signature }) =>
          verifyRaw('sha256', input, publicKey, signature),
        ),
      // A promise would mean that the key was not at hand.
      ours: (turn) =>
        expectAll(partOf(tokens, turn), (token) => !(verifier.verify(token) instanceof Promise)),
      ...createTokenPeers(tokens, publicKey, { audience, issuer, skew: SKEW, now: NOW }),
    },
    { passes, turns: TURNS },
  )
  return toRow(profile.name, 'tokens/s', measured)
}
