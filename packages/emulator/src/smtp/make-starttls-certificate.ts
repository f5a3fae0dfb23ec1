import { exportPrivateKey, generateSigningKey } from '@countersign/core'
import { makeCertificate } from '../issuers/make-certificate.js'

/** A self-made certificate for STARTTLS, PEM. No client can verify it, and none should: it is for this machine only. */
export async function makeStarttlsCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const key = await generateSigningKey()
  const cert = await makeCertificate(key, {
    commonName: 'localhost',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1'],
  })
  return { key: exportPrivateKey(key, 'pem'), cert }
}
