import type { KeyObject } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '../errors/index.js'
import { encodeBase64url } from './base64url.js'
import { isJsonObject } from './json-object.js'
import { isTokenType } from './jws-header.js'
import { isKeyId } from './key-id.js'
import { checkRsaKey } from './rsa-key-rules.js'
import { signOnThreadPool } from './sign-on-thread-pool.js'

export interface SignJwsOptions {
  /** An RSA private key of at least 2048 bits. */
  readonly key: KeyObject
  /** Members beside `alg`; `typ` is JWT by default. */
  readonly header?: { readonly kid?: string; readonly typ?: string; readonly x5t?: string }
}

/** `{"alg":"RS256","typ":"JWT"}`, what every signed card begins with. */
const PLAIN_HEADER = encodeHeader({})

/**
 * A compact JWS over a payload, signed with RS256 on the thread pool: the event loop stays free.
 *
 * @param payload claims, or JSON text of an object that is signed as it stands
 * @throws CountersignTypeError ERR_TOKEN_HEADER, ERR_TOKEN_MALFORMED
 * @throws CountersignError ERR_KEY_NOT_PRIVATE, ERR_KEY_UNSUPPORTED, ERR_KEY_WEAK
 */
export async function signCompactJws(
  payload: Readonly<Record<string, unknown>> | string,
  options: SignJwsOptions,
): Promise<string> {
  if (options.key.type !== 'private') throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  checkRsaKey(options.key)
  const header = options.header === undefined ? PLAIN_HEADER : encodeHeader(options.header)
  const signingInput = `${header}.${encodeBase64url(serializePayload(payload))}`
  const signature = await signOnThreadPool(Buffer.from(signingInput, 'latin1'), options.key)
  return `${signingInput}.${encodeBase64url(signature)}`
}

function encodeHeader(header: NonNullable<SignJwsOptions['header']>): string {
  return encodeBase64url(JSON.stringify(buildHeader(header)))
}

function buildHeader(header: NonNullable<SignJwsOptions['header']>): Record<string, string> {
  const { typ = 'JWT', kid, x5t } = header
  const problems: string[] = []
  if (!isTokenType(typ)) problems.push('header.typ must be JWT or at+jwt')
  if (kid !== undefined && !isKeyId(kid))
    problems.push('header.kid has characters that a key id may not have')
  if (x5t !== undefined && typeof x5t !== 'string') problems.push('header.x5t must be a string')
  if (problems.length > 0) throw new CountersignTypeError('ERR_TOKEN_HEADER', problems)
  return { alg: 'RS256', typ, ...(kid === undefined ? {} : { kid }), ...(x5t === undefined ? {} : { x5t }) }
}

function serializePayload(payload: Readonly<Record<string, unknown>> | string): string {
  if (typeof payload !== 'string') return JSON.stringify(payload)
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    value = undefined
  }
  if (!isJsonObject(value))
    throw new CountersignTypeError('ERR_TOKEN_MALFORMED', 'payload must be the JSON text of an object')
  return payload
}
