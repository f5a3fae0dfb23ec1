import { randomUUID, type KeyObject } from 'node:crypto'
import { EMULATOR_TENANTS, exportPrivateKey, exportPublicKey, generateLimitedRoot } from '@countersign/core'
import type { Emulator, EmulatorProvider } from '@countersign/emulator'
import { platformEnvironment } from '../platform/platform-environment.js'

export interface ExampleKeys {
  /** Signs the cards. */
  readonly signing: KeyObject
  /** Signs the mails. */
  readonly dkim: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
}

const DOMAIN = 'expenses.example'
const SELECTOR = 'demo'

/** Registers the example with the platform and its domain in the platform's DNS; returns what the service reads. */
export function registerExample(
  emulator: Emulator,
  { url, folder, keys }: { readonly url: string; readonly folder: string; readonly keys: ExampleKeys },
): Record<string, string> {
  const provider: EmulatorProvider = {
    originator: randomUUID(),
    name: 'Expenses',
    senders: [`approvals@${DOMAIN}`],
    targets: [`https://${DOMAIN}`],
    publicKey: exportPublicKey(keys.signing, 'xml'),
    scope: 'global',
    routes: { '*': url },
  }
  emulator.registerProvider(provider)
  const dkimKey = keys.dkim.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  emulator.publishDns({
    [DOMAIN]: { TXT: 'v=spf1 ip4:127.0.0.1 -all' },
    [`_dmarc.${DOMAIN}`]: { TXT: 'v=DMARC1; p=reject' },
    [`${SELECTOR}._domainkey.${DOMAIN}`]: { TXT: `v=DKIM1; k=rsa; p=${dkimKey}` },
  })
  const { tenantId, domains } = EMULATOR_TENANTS.contoso
  return {
    ...platformEnvironment(emulator, provider),
    // Only Contoso may act: what comes from Fabrikam is one of the attempts.
    COUNTERSIGN_TENANTS: `${tenantId}=${domains.join('+')}`,
    COUNTERSIGN_SIGNING_KEY: exportPrivateKey(keys.signing, 'pem'),
    COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text,
    COUNTERSIGN_LEDGER: `sqlite:${folder}/ledger.db`,
    DEMO_FOLDER: folder,
    DEMO_DKIM_DOMAIN: DOMAIN,
    DEMO_DKIM_SELECTOR: SELECTOR,
    DEMO_DKIM_KEY: keys.dkim.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
