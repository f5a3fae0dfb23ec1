import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '../errors/index.js'
import {
  writeBitString,
  writeImplicit,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSet,
  writeTagged,
  writeTime,
  writeUtf8,
} from './der.js'
import { checkRsaKey } from './rsa-key-rules.js'
import { signOnThreadPool } from './sign-on-thread-pool.js'

export interface CreateCertificateOptions {
  /** The subject's and issuer's common name, 1 to 64 characters. */
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** DNS names that the certificate is for: what TLS clients compare. Default none. */
  readonly dnsNames?: readonly string[]
  /** IPv4 addresses, the same. */
  readonly ipAddresses?: readonly string[]
}

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11 */
const SHA256_WITH_RSA = '2a864886f70d01010b'
/** id-at-commonName, 2.5.4.3 */
const COMMON_NAME = '550403'
/** id-ce-subjectAltName, 2.5.29.17 */
const SUBJECT_ALT_NAME = '551d11'
/** Tags of a GeneralName, RFC 5280 section 4.2.1.6. */
const DNS_NAME = 2
const IP_ADDRESS = 7
const MAX_COMMON_NAME_LENGTH = 64
const SERIAL_BYTES = 16

/**
 * A self-signed X.509 certificate (RFC 5280 section 4.1) around the public part of a key, as PEM: for places
 * that register a certificate rather than a key.
 *
 * @throws CountersignTypeError ERR_KEY_CERTIFICATE with every problem of the options
 * @throws CountersignError ERR_KEY_NOT_PRIVATE, ERR_KEY_UNSUPPORTED, ERR_KEY_WEAK
 */
export async function createCertificate(key: KeyObject, options: CreateCertificateOptions): Promise<string> {
  if (key.type !== 'private') throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  checkRsaKey(key)
  checkOptions(options)
  const { commonName, notBefore, notAfter } = options
  const algorithm = writeSequence(writeOid(SHA256_WITH_RSA), writeNull())
  const name = writeSequence(writeSet(writeSequence(writeOid(COMMON_NAME), writeUtf8(commonName))))
  const certificate = writeSequence(
    writeTagged(0, writeInteger(Buffer.of(2))),
    writeInteger(randomSerial()),
    algorithm,
    name,
    writeSequence(writeTime(notBefore), writeTime(notAfter)),
    name,
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    ...writeExtensions(options),
  )
  const signature = writeBitString(await signOnThreadPool(certificate, key))
  return toPem(writeSequence(certificate, algorithm, signature))
}

function checkOptions({ commonName, notBefore, notAfter }: CreateCertificateOptions): void {
  const problems: string[] = []
  if (commonName.length < 1 || commonName.length > MAX_COMMON_NAME_LENGTH)
    problems.push('commonName must have 1 to 64 characters')
  if (!(notBefore.getTime() < notAfter.getTime())) problems.push('notAfter must be later than notBefore')
  if (problems.length > 0) throw new CountersignTypeError('ERR_KEY_CERTIFICATE', problems)
}

function writeExtensions({ dnsNames = [], ipAddresses = [] }: CreateCertificateOptions): Buffer[] {
  const names = [
    ...dnsNames.map((name) => writeImplicit(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...ipAddresses.map((address) => writeImplicit(IP_ADDRESS, Buffer.from(address.split('.').map(Number)))),
  ]
  if (names.length === 0) return []
  const extension = writeSequence(writeOid(SUBJECT_ALT_NAME), writeOctetString(writeSequence(...names)))
  return [writeTagged(3, writeSequence(extension))]
}

/** Positive, and without the leading zero that DER forbids. */
function randomSerial(): Buffer {
  const serial = randomBytes(SERIAL_BYTES)
  serial.writeUInt8((serial.readUInt8(0) & 0x3f) | 0x40, 0)
  return serial
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
