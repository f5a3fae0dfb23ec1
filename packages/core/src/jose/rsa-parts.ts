import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'

/**
 * Checks the relations of RFC 8017 section 3.2 and one signature. OpenSSL takes parts that do not fit, and a
 * signature made with such a key can give away its factors.
 *
 * @throws CountersignError ERR_KEY_UNREADABLE
 */
export function checkRsaParts(key: KeyObject): void {
  const jwk = key.export({ format: 'jwk' })
  const [n, e, d, p, q, dp, dq, qi] = [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(
    toBigInt,
  ) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
  const fits =
    p > 1n &&
    q > 1n &&
    p * q === n &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    (e * dp) % (p - 1n) === 1n &&
    (e * dq) % (q - 1n) === 1n &&
    (qi * q) % p === 1n
  if (!fits || !isSignatureGood(key))
    throw new CountersignError('ERR_KEY_UNREADABLE', 'The parts of the private key do not belong together.')
}

function isSignatureGood(key: KeyObject): boolean {
  const probe = Buffer.from('countersign key check')
  return verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key))
}

function toBigInt(base64url = ''): bigint {
  return BigInt(`0x0${Buffer.from(base64url, 'base64url').toString('hex')}`)
}
