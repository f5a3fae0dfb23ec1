import { createVerify, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { decodeCompactJws, type DecodeJwsOptions } from './decode-compact-jws.js'
import type { DecodedJws } from './decoded-jws.js'
import { jwsHeaders } from './jws-header-cache.js'
import { toVerificationKey, type VerificationKey } from './verification-key.js'

export interface VerifyJwsOptions extends DecodeJwsOptions {
  readonly key: VerificationKey | KeyObject
}

/**
 * Checks the signature of a decoded JWS. The algorithm comes from the key, never from the token.
 *
 * @throws CountersignError ERR_TOKEN_SIGNATURE, or ERR_TOKEN_KEY_ID where token and key name different ids
 */
export function checkJwsSignature(jws: DecodedJws, key: VerificationKey): void {
  const checked = toVerificationKey(key)
  const { header } = jws
  if (header.alg !== checked.alg) throw new CountersignError('ERR_TOKEN_ALGORITHM')
  if (header.kid !== undefined && checked.kid !== undefined && header.kid !== checked.kid)
    throw new CountersignError('ERR_TOKEN_KEY_ID')
  // Not the one-shot `verify`: this one takes the text as it is, and needs no copy of it in a buffer of ours.
  const isGenuine = createVerify('sha256')
    .update(jws.signingInput, 'latin1')
    .verify(checked.key, jws.signature)
  if (!isGenuine) throw new CountersignError('ERR_TOKEN_SIGNATURE')
  if (!jws.isHeaderKnown) jwsHeaders.remember(jws.headerSegment, header)
}

/**
 * Decodes a compact JWS and checks its RS256 signature (RFC 7515 section 5.2). Claims are the caller's to
 * judge. Synchronous: no promise stands between a request and its verdict.
 *
 * @throws CountersignError as decodeCompactJws and checkJwsSignature do
 */
export function verifyCompactJws(token: string, options: VerifyJwsOptions): DecodedJws {
  const key = toVerificationKey(options.key)
  const jws = decodeCompactJws(token, options)
  checkJwsSignature(jws, key)
  return jws
}
