import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { readPemBlocks, type PemBlock } from './pem.js'

/** The one public key of a PEM text: SPKI, PKCS#1 or a certificate. */
export function importPublicPem(text: string): KeyObject {
  const blocks = readPemBlocks(text)
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY'))) throw new CountersignError('ERR_KEY_PRIVATE')
  const { label, der } = onlyOne(blocks)
  switch (label) {
    case 'PUBLIC KEY':
      return createPublicKey({ key: der, format: 'der', type: 'spki' })
    case 'RSA PUBLIC KEY':
      return createPublicKey({ key: der, format: 'der', type: 'pkcs1' })
    case 'CERTIFICATE':
      return new X509Certificate(der).publicKey
    default:
      throw new CountersignError('ERR_KEY_UNSUPPORTED', 'The PEM block holds no RSA public key.')
  }
}

/** The one private key of a PEM text: PKCS#8 or PKCS#1. Certificates beside it are passed over. */
export function importPrivatePem(text: string): KeyObject {
  const blocks = readPemBlocks(text)
  const privates = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  if (privates.length === 0 && blocks.length > 0) throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  const { label, der } = onlyOne(privates)
  switch (label) {
    case 'PRIVATE KEY':
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    case 'RSA PRIVATE KEY':
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
    default:
      throw new CountersignError('ERR_KEY_UNSUPPORTED', 'The PEM block holds no RSA private key.')
  }
}

function onlyOne(blocks: readonly PemBlock[]): PemBlock {
  const [first, second] = blocks
  if (first === undefined) throw new CountersignError('ERR_KEY_UNREADABLE', 'The text holds no PEM block.')
  if (second !== undefined) throw new CountersignError('ERR_KEY_AMBIGUOUS')
  return first
}
