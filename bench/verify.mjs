/**
 * `verify`: the full check of distinct action tokens on one thread, a row per profile. The limit is raw
 * `crypto.verify` over the same bytes with the same key; the peers check signature, algorithm, audience, issuer and
 * times as their documentation says, and none of the protocol's other rules.
 */
import { createSign, generateKeyPairSync, randomUUID, verify as verifyRaw } from 'node:crypto'
import { createEntraVerifier, createSubstrateVerifier, PLATFORM_CLIENT_ID } from '@countersign/core/tokens'
import { createVerifier as createFastVerifier } from 'fast-jwt'
import { jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { interleave, PASSES, toRow } from './interleave.mjs'

export const name = 'verify'

const TOKENS = 3000
const NOW = 1_800_000_000
const SKEW = 300
const TENANT = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
const AUDIENCE = `api://auth-am-${TENANT}/5e3ce6f0-2b1f-4285-8a4b-75ec7a757346`

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'bench' }] }
const pem = publicKey.export({ type: 'spki', format: 'pem' })

/** @param {{ quick?: boolean }} [options] `quick` measures less, to see that it runs. */
export async function run(options = {}) {
  const tokens = options.quick ? 200 : TOKENS
  const passes = options.quick ? 3 : PASSES
  return [await measureProfile(entra, tokens, passes), await measureProfile(substrate, tokens, passes)]
}

const entra = {
  name: 'verify entra',
  issuer: `https://sts.windows.net/${TENANT}/`,
  audience: AUDIENCE,
  claims: (i) => ({
    aud: AUDIENCE,
    iss: `https://sts.windows.net/${TENANT}/`,
    iat: NOW - 60,
    nbf: NOW - 60,
    exp: NOW + 4000,
    acr: '1',
    aio: `AVQAq/8LBACA8+mMRGmy37A7sPouo42hawcsCtG7iqUz//lmEAUCmK67lc2GmhtZIA2LM${i}`,
    amr: ['pwd', 'mfa'],
    appid: PLATFORM_CLIENT_ID,
    appidacr: '2',
    family_name: 'Vance',
    given_name: 'Adele',
    ipaddr: '203.0.113.7',
    name: 'Adele Vance',
    oid: randomUUID(),
    rh: '0.AAAA8B9MLoxRS0zFqN88csk-eaC_.',
    scp: 'Global.Test',
    sub: `U02i9QRWudZWzrZeQzhaPLpgsGo0go4qjBk5A8Qv-${i}`,
    tid: TENANT,
    unique_name: 'adelev@contoso.com',
    upn: 'adelev@contoso.com',
    uti: `avUcwdSBc0SXZfbcA${i}`,
    ver: '1.0',
  }),
  createVerifier: () =>
    createEntraVerifier({
      audience: AUDIENCE,
      tenants: [TENANT],
      scope: 'Global.Test',
      keys: { jwks },
      now: () => NOW * 1000,
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
      now: () => NOW * 1000,
    }),
}

async function measureProfile(profile, count, passes) {
  const tokens = Array.from({ length: count }, (_, i) => signToken(profile.claims(i)))
  return toRow(profile.name, 'tokens/s', await interleave(createContenders(profile, tokens), passes))
}

/** Each checks every token once, throws if one does not pass, and returns how many there were. */
function createContenders({ issuer, audience, createVerifier }, tokens) {
  const raw = tokens.map((token) => {
    const end = token.lastIndexOf('.')
    return {
      input: Buffer.from(token.slice(0, end)),
      signature: Buffer.from(token.slice(end + 1), 'base64url'),
    }
  })
  const verifier = createVerifier()
  const fast = createFastVerifier({
    key: pem,
    algorithms: ['RS256'],
    cache: false,
    allowedAud: audience,
    allowedIss: issuer,
    clockTolerance: SKEW * 1000,
    clockTimestamp: NOW * 1000,
  })
  const joseOptions = {
    algorithms: ['RS256'],
    audience,
    issuer,
    clockTolerance: SKEW,
    currentDate: new Date(NOW * 1000),
  }
  const jsonwebtokenOptions = {
    algorithms: ['RS256'],
    audience,
    issuer,
    clockTolerance: SKEW,
    clockTimestamp: NOW,
  }
  return {
    limit: () => {
      for (const { input, signature } of raw) {
        if (!verifyRaw('sha256', input, publicKey, signature)) throw new Error('the raw check refused')
      }
      return raw.length
    },
    ours: () => {
      for (const token of tokens) {
        if (verifier.verify(token) instanceof Promise) throw new Error('the key was not at hand')
      }
      return tokens.length
    },
    'jose in flight': async () =>
      (await Promise.all(tokens.map((token) => jwtVerify(token, publicKey, joseOptions)))).length,
    'fast-jwt': () => {
      for (const token of tokens) fast(token)
      return tokens.length
    },
    jsonwebtoken: () => {
      for (const token of tokens) jsonwebtoken.verify(token, publicKey, jsonwebtokenOptions)
      return tokens.length
    },
  }
}

function signToken(claims) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ typ: 'JWT', alg: 'RS256', x5t: 'bench', kid: 'bench' })}.${encode(claims)}`
  return `${input}.${createSign('sha256').update(input).sign(privateKey).toString('base64url')}`
}
