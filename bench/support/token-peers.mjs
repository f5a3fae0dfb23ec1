import { createVerifier } from 'fast-jwt'
import { jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { expectAll } from './expect-all.mjs'
import { partOf } from './interleave.mjs'

/**
 * The libraries that a service would use instead. They check signature, algorithm and whatever of audience, issuer and
 * times is given, as their documentation says, and none of the protocol's other rules. No cache: tokens are distinct.
 *
 * @param {readonly string[]} tokens
 * @param {import('node:crypto').KeyObject} publicKey
 * @param {{ audience?: string, issuer?: string, skew?: number, now?: number }} [expected] times in seconds
 */
export function createTokenPeers(tokens, publicKey, { audience, issuer, skew = 0, now } = {}) {
  const checks = {
    algorithms: ['RS256'],
    clockTolerance: skew,
    ...(audience && { audience }),
    ...(issuer && { issuer }),
  }
  const forJose = { ...checks, ...(now && { currentDate: new Date(now * 1000) }) }
  const forJsonwebtoken = { ...checks, ...(now && { clockTimestamp: now }) }
  const fast = createVerifier({
    key: publicKey.export({ type: 'spki', format: 'pem' }),
    algorithms: ['RS256'],
    cache: false,
    clockTolerance: skew * 1000,
    ...(audience && { allowedAud: audience }),
    ...(issuer && { allowedIss: issuer }),
    ...(now && { clockTimestamp: now * 1000 }),
  })
  return {
    'jose in flight': async (turn) =>
      (await Promise.all(partOf(tokens, turn).map((token) => jwtVerify(token, publicKey, forJose)))).length,
    'fast-jwt': (turn) => expectAll(partOf(tokens, turn), fast),
    jsonwebtoken: (turn) =>
      expectAll(partOf(tokens, turn), (token) => jsonwebtoken.verify(token, publicKey, forJsonwebtoken)),
  }
}
