import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { computeKeyThumbprint, exportPrivateKey, generateSigningKey } from '@countersign/core'
import { makeCertificate } from './make-certificate.js'

/** A platform key as it lies in the data folder: both parts PEM. */
export interface SigningKeyPem {
  readonly privateKey: string
  readonly certificate: string
}

/** A platform key, ready to sign and to be published. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** Published as the real ones are: base64url of the SHA-1 over the certificate, the same as `x5t`. */
  readonly kid: string
  /** The certificate, base64 DER: the `x5c` member. */
  readonly certificate: string
  /** RFC 7638 SHA-256: what a service lists in `trustEmulator.keyThumbprint`. */
  readonly thumbprint: string
  /** Modulus and exponent as a JWK has them. */
  readonly modulus: string
  readonly exponent: string
}

/** Old enough for every clock that an emulator may be given: services judge an Exchange certificate by its dates. */
const EXCHANGE_NOT_BEFORE = new Date('2020-01-01T00:00:00Z')

/** Makes RSA private keys of at least 2,048 bits, another one each time. */
export type MakeKey = () => Promise<KeyObject>

/** Makes a new RSA key of 2,048 bits with a certificate of its own, as the real key sets carry one. */
export async function generateSigningKeyPem(
  use: 'platform' | 'exchange' = 'platform',
  makeKey: MakeKey = generateSigningKey,
): Promise<SigningKeyPem> {
  const key = await makeKey()
  const commonName = 'Countersign emulator, not for production'
  const notBefore = use === 'exchange' ? EXCHANGE_NOT_BEFORE : new Date()
  return {
    privateKey: exportPrivateKey(key, 'pem'),
    certificate: await makeCertificate(key, { commonName, notBefore }),
  }
}

/** @throws Error where the two parts do not belong together or cannot be read */
export function readSigningKey(pem: SigningKeyPem): SigningKey {
  const privateKey = createPrivateKey(pem.privateKey)
  const certificate = new X509Certificate(pem.certificate)
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the certificate is not of the private key')
  const jwk = privateKey.export({ format: 'jwk' })
  if (jwk.n === undefined || jwk.e === undefined) throw new Error('not an RSA key')
  return {
    privateKey,
    kid: createHash('sha1').update(certificate.raw).digest('base64url'),
    certificate: certificate.raw.toString('base64'),
    thumbprint: computeKeyThumbprint(privateKey),
    modulus: jwk.n,
    exponent: jwk.e,
  }
}
