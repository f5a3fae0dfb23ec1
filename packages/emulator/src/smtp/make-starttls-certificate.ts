import { exportPrivateKey, generateSigningKey } from '@countersign/core'
import type { MakeKey } from '../issuers/signing-key.js'
import { makeCertificate } from '../issuers/make-certificate.js'

/** A self-made certificate for STARTTLS, PEM. No client can verify it, and none should: it is for this machine only. */
export async function makeStarttlsCertificate(
  makeKey: MakeKey = generateSigningKey,
): Promise<{ readonly key: string; readonly cert: string }> {
  const key = await makeKey()
  const cert = await makeCertificate(key, {
    commonName: 'localhost',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1'],
  })
  return { key: exportPrivateKey(key, 'pem'), cert }
}
