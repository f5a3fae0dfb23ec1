import { MAX_JWS_LENGTH } from '../../jose/index.js'
import type { ProfileCheck } from './profile-description.js'

/** What every token that is a JWS has to be, whatever its profile. */
export const formChecks: readonly ProfileCheck[] = [
  {
    part: 'request',
    name: 'the token',
    required: true,
    rule: `a compact JWS of at most ${MAX_JWS_LENGTH} characters, canonical base64url, over one JSON object`,
    codes: ['ERR_TOKEN_MALFORMED', 'ERR_TOKEN_TOO_LARGE', 'ERR_TOKEN_ENCODING'],
  },
  { part: 'header', name: 'alg', required: true, rule: '`RS256`', codes: ['ERR_TOKEN_ALGORITHM'] },
  {
    part: 'header',
    name: 'typ',
    required: false,
    rule: '`JWT` or `at+jwt`, in any case',
    codes: ['ERR_TOKEN_HEADER'],
  },
  {
    part: 'header',
    name: 'jku, jwk, x5u, x5c',
    required: false,
    rule: 'absent: no token brings its own key',
    codes: ['ERR_TOKEN_HEADER'],
  },
  { part: 'header', name: 'crit, b64', required: false, rule: 'absent', codes: ['ERR_TOKEN_CRITICAL'] },
]

export const signatureCheck: ProfileCheck = {
  part: 'request',
  name: 'the signature',
  required: true,
  rule: 'made with the key that the token names, checked before every claim that is not needed to find that key',
  codes: ['ERR_TOKEN_SIGNATURE'],
}

/** Where the issuer publishes a JSON Web Key Set. */
export const keySetChecks: readonly ProfileCheck[] = [
  {
    part: 'header',
    name: 'kid',
    required: true,
    rule: "names a key of the issuer's set; may be absent only where the set has a single key",
    codes: ['ERR_ISSUER_KEY_UNKNOWN', 'ERR_TOKEN_KEY_ID'],
  },
  {
    part: 'key',
    name: 'kty, use, alg, n, e',
    required: true,
    rule: 'RSA of 2,048 to 8,192 bits, for signatures, with no private part beside it',
    codes: ['ERR_ISSUER_KEY_REFUSED', 'ERR_ISSUER_KEY_SET'],
  },
]

export const audienceCheck = (rule: string): ProfileCheck => ({
  part: 'claim',
  name: 'aud',
  required: true,
  rule: `${rule}; one text, equal in every letter`,
  setting: 'audience',
  codes: ['ERR_TOKEN_AUDIENCE'],
})

export const expiryCheck: ProfileCheck = {
  part: 'claim',
  name: 'exp',
  required: true,
  rule: 'seconds since 1970, in the future, and no longer after the start than the lifetime allows',
  codes: ['ERR_TOKEN_EXPIRED', 'ERR_TOKEN_TIME', 'ERR_TOKEN_LIFETIME'],
}

/** The time at which a token's life starts, or another that must not be in the future. */
export const startCheck = (name: 'iat' | 'nbf', required: boolean): ProfileCheck => ({
  part: 'claim',
  name,
  required,
  rule: required
    ? "seconds since 1970, not in the future: the start of the token's life"
    : 'where it is there, seconds since 1970 and not in the future',
  codes: ['ERR_TOKEN_NOT_YET_VALID', 'ERR_TOKEN_TIME'],
})
