import type { KeyObject } from 'node:crypto'
import { createCertificate, type CreateCertificateOptions } from '@countersign/core'

/** Long enough that no data folder outlives its certificates. */
const CERTIFICATE_YEARS = 20

/** A self-signed certificate that is valid from now on, PEM. */
export function makeCertificate(
  key: KeyObject,
  options: Pick<CreateCertificateOptions, 'commonName' | 'dnsNames' | 'ipAddresses'>,
): Promise<string> {
  const notBefore = new Date()
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + CERTIFICATE_YEARS)
  return createCertificate(key, { ...options, notBefore, notAfter })
}
