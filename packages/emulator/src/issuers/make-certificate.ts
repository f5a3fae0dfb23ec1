import type { KeyObject } from 'node:crypto'
import { createCertificate, type CreateCertificateOptions } from '@countersign/core'

/** Long enough that no data folder outlives its certificates. */
const CERTIFICATE_YEARS = 20

/** A self-signed certificate, PEM; valid from now on, or from `notBefore`. */
export function makeCertificate(
  key: KeyObject,
  options: Pick<CreateCertificateOptions, 'commonName' | 'dnsNames' | 'ipAddresses'> & {
    readonly notBefore?: Date
  },
): Promise<string> {
  const { notBefore = new Date() } = options
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + CERTIFICATE_YEARS)
  return createCertificate(key, { ...options, notBefore, notAfter })
}
