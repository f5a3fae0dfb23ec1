import { makeStarttlsCertificate } from '../smtp/make-starttls-certificate.js'
import { generateSigningKeyPem } from '../issuers/signing-key.js'
import type { DataStore } from './data-store.js'
import { createMemoryMessageStore } from './memory-message-store.js'

/** Keeps nothing beyond the process: new keys at every start. */
export async function openMemoryStore(): Promise<DataStore> {
  const [first, second, certificate] = await Promise.all([
    generateSigningKeyPem(),
    generateSigningKeyPem(),
    makeStarttlsCertificate(),
  ])
  return {
    messages: createMemoryMessageStore(),
    keys: [first, second],
    certificate,
    providers: [],
    rotated: false,
    saveProviders: () => Promise.resolve(),
    saveRotated: () => Promise.resolve(),
    announce: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
