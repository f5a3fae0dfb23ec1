import { makeStarttlsCertificate } from '../smtp/make-starttls-certificate.js'
import { generateSigningKeyPem, type MakeKey } from '../issuers/signing-key.js'
import type { DataStore } from './data-store.js'
import { createMemoryMessageStore } from './memory-message-store.js'

/** Keeps nothing beyond the process: new keys at every start. */
export async function openMemoryStore(makeKey?: MakeKey): Promise<DataStore> {
  const [first, second, exchangeFirst, exchangeSecond, certificate] = await Promise.all([
    generateSigningKeyPem('platform', makeKey),
    generateSigningKeyPem('platform', makeKey),
    generateSigningKeyPem('exchange', makeKey),
    generateSigningKeyPem('exchange', makeKey),
    makeStarttlsCertificate(makeKey),
  ])
  return {
    messages: createMemoryMessageStore(),
    keys: [first, second],
    certificate,
    providers: [],
    channels: [],
    rotated: false,
    exchangeKeys: [exchangeFirst, exchangeSecond],
    exchangeStage: 'first',
    saveProviders: () => Promise.resolve(),
    saveChannels: () => Promise.resolve(),
    saveRotated: () => Promise.resolve(),
    saveExchangeStage: () => Promise.resolve(),
    announce: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
