import { X509Certificate, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { tryDecodeBase64 } from './base64.js'
import { isWholeSequence } from './der.js'
import { importPublicPem } from './import-pem.js'

/**
 * The public key of a certificate, PEM or base64 DER. The certificate's dates, names and signature are
 * NOT judged: whoever registers a certificate vouches for its key.
 */
export function importCertificate(text: string): KeyObject {
  if (text.includes('-----BEGIN ')) return importPublicPem(text)
  const der = tryDecodeBase64(text)
  if (der === undefined || !isWholeSequence(der)) throw new CountersignError('ERR_KEY_UNREADABLE')
  return new X509Certificate(der).publicKey
}
