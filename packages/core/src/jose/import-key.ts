import type { JsonWebKey, KeyObject } from 'node:crypto'
import { assertNever } from './assert-never.js'
import { CountersignError, isCodedError } from '../errors/index.js'
import { importPrivateJwk, importPublicJwk } from './import-jwk.js'
import { importPrivatePem, importPublicPem } from './import-pem.js'
import { importCertificate } from './import-x509.js'
import { importPrivateXml, importPublicXml } from './import-xml.js'
import { detectKeyFormat, MAX_KEY_TEXT_LENGTH, type KeyFormat } from './key-format.js'
import { checkRsaParts } from './rsa-parts.js'
import { checkRsaKey } from './rsa-key-rules.js'

/**
 * Reads an RSA public key: PEM (SPKI, PKCS#1, certificate), JWK (text or object), RSAKeyValue XML, or a
 * certificate as base64 DER. The format is detected unless it is given.
 *
 * @throws CountersignError ERR_KEY_UNREADABLE, ERR_KEY_PRIVATE (private and symmetric keys never pass here),
 *   ERR_KEY_AMBIGUOUS, ERR_KEY_UNSUPPORTED, ERR_KEY_USE, ERR_KEY_WEAK, ERR_KEY_ENCRYPTED, and ERR_JSON_* for a
 *   JWK's text
 */
export function importPublicKey(input: string | JsonWebKey, format?: KeyFormat): KeyObject {
  return importKey(input, format, (text, detected) => {
    switch (detected) {
      case 'pem':
        return importPublicPem(text)
      case 'xml':
        return importPublicXml(text)
      case 'x509':
        return importCertificate(text)
      case 'jwk':
        return importPublicJwk(typeof input === 'string' ? text : input)
      default:
        return assertNever(detected)
    }
  })
}

/**
 * Reads an RSA private key: PEM (PKCS#8, PKCS#1), JWK or RSAKeyValue XML, unencrypted. That its parts
 * belong together is tried out once.
 *
 * @throws CountersignError ERR_KEY_UNREADABLE, ERR_KEY_NOT_PRIVATE, ERR_KEY_AMBIGUOUS, ERR_KEY_UNSUPPORTED,
 *   ERR_KEY_USE, ERR_KEY_WEAK, ERR_KEY_ENCRYPTED, and ERR_JSON_* for a JWK's text
 */
export function importPrivateKey(input: string | JsonWebKey, format?: KeyFormat): KeyObject {
  return importKey(input, format, (text, detected) => {
    switch (detected) {
      case 'pem':
        return importPrivatePem(text)
      case 'xml':
        return importPrivateXml(text)
      case 'jwk':
        return importPrivateJwk(typeof input === 'string' ? text : input)
      case 'x509':
        importCertificate(text)
        throw new CountersignError('ERR_KEY_NOT_PRIVATE')
      default:
        return assertNever(detected)
    }
  })
}

function importKey(
  input: string | JsonWebKey,
  format: KeyFormat | undefined,
  read: (text: string, format: KeyFormat) => KeyObject,
): KeyObject {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '').trim() : ''
  if (text.length > MAX_KEY_TEXT_LENGTH)
    throw new CountersignError('ERR_KEY_UNREADABLE', 'The key is too long.')
  try {
    const key = read(text, format ?? (typeof input === 'string' ? detectKeyFormat(text) : 'jwk'))
    checkRsaKey(key)
    if (key.type === 'private') checkRsaParts(key)
    return key
  } catch (error) {
    // OpenSSL's reasons name no bytes of the key, but say nothing to the person who meets them either.
    throw isCodedError(error)
      ? error
      : new CountersignError('ERR_KEY_UNREADABLE', undefined, { cause: error })
  }
}
