import { createPublicKey, type KeyObject } from 'node:crypto'
import { assertNever } from './assert-never.js'
import { CountersignError } from '../errors/index.js'
import { exportPublicJwk } from './key-thumbprint.js'
import type { KeyFormat } from './key-format.js'
import { formatRsaKeyValue, type RsaElement } from './rsa-key-value-xml.js'
import { checkRsaKey } from './rsa-key-rules.js'

/** Formats that need nothing but the key; a certificate needs a name and dates too. */
export type KeyExportFormat = Exclude<KeyFormat, 'x509'>

/**
 * The public key as SPKI PEM, JWK text or RSAKeyValue XML (the dashboard's form). Of a private key, the
 * public part only.
 *
 * @throws CountersignError ERR_KEY_UNSUPPORTED, ERR_KEY_WEAK
 */
export function exportPublicKey(key: KeyObject, format: KeyExportFormat): string {
  const jwk = exportPublicJwk(key)
  checkRsaKey(key)
  switch (format) {
    case 'pem':
      return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString()
    case 'jwk':
      return JSON.stringify(jwk)
    case 'xml':
      return formatRsaKeyValue(new Map([elementOf('Modulus', jwk.n), elementOf('Exponent', jwk.e)]))
    default:
      return assertNever(format)
  }
}

/**
 * The private key as PKCS#8 PEM, JWK text or RSAKeyValue XML, unencrypted: for a secret store.
 *
 * @throws CountersignError ERR_KEY_NOT_PRIVATE, ERR_KEY_UNSUPPORTED, ERR_KEY_WEAK
 */
export function exportPrivateKey(key: KeyObject, format: KeyExportFormat): string {
  if (key.type !== 'private') throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  checkRsaKey(key)
  switch (format) {
    case 'pem':
      return key.export({ format: 'pem', type: 'pkcs8' }).toString()
    case 'jwk':
      return JSON.stringify(key.export({ format: 'jwk' }))
    case 'xml':
      return formatPrivateXml(key)
    default:
      return assertNever(format)
  }
}

function formatPrivateXml(key: KeyObject): string {
  const { n = '', e = '', p = '', q = '', dp = '', dq = '', qi = '', d = '' } = key.export({ format: 'jwk' })
  const bytes = Buffer.from(n, 'base64url').length
  // .NET refuses parts that are shorter than the modulus demands.
  const half = Math.ceil(bytes / 2)
  return formatRsaKeyValue(
    new Map([
      elementOf('Modulus', n),
      elementOf('Exponent', e),
      elementOf('P', p, half),
      elementOf('Q', q, half),
      elementOf('DP', dp, half),
      elementOf('DQ', dq, half),
      elementOf('InverseQ', qi, half),
      elementOf('D', d, bytes),
    ]),
  )
}

function elementOf(name: RsaElement, base64url: string, length = 0): [RsaElement, Buffer] {
  const bytes = Buffer.from(base64url, 'base64url')
  return [name, Buffer.concat([Buffer.alloc(Math.max(0, length - bytes.length)), bytes])]
}
