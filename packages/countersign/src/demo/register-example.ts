import { randomUUID, type KeyObject } from 'node:crypto'
import { EMULATOR_TENANTS, exportPrivateKey, exportPublicKey, generateLimitedRoot } from '@countersign/core'
import { EXCHANGE_METADATA_URL, type Emulator, type EmulatorProvider } from '@countersign/emulator'
import { platformEnvironment } from '../platform/platform-environment.js'
import { ADD_IN_PAGE } from './add-in.js'
import { ADELE, ALEX, CHANNEL, MEGAN } from './demo-context.js'
import type { ServiceSetup } from './service/messages.js'

export interface ExampleKeys {
  /** Signs the cards. */
  readonly signing: KeyObject
  /** Signs the mails. */
  readonly dkim: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
}

const DOMAIN = 'expenses.example'
const ORIGIN = `https://${DOMAIN}`
const SELECTOR = 'demo'
/** Who may decide in the channel. Alex is in it too, and may not. */
const APPROVERS = [ADELE, MEGAN]

/** Registers the example with the platform and its domain in the platform's DNS; returns what the service is set up with. */
export function registerExample(
  emulator: Emulator,
  { url, folder, keys }: { readonly url: string; readonly folder: string; readonly keys: ExampleKeys },
): ServiceSetup {
  const provider: EmulatorProvider = {
    originator: randomUUID(),
    name: 'Expenses',
    senders: [`approvals@${DOMAIN}`],
    targets: [ORIGIN],
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
  const channel = emulator.addChannel({
    name: CHANNEL,
    members: [...APPROVERS, ALEX],
    provider: provider.originator,
  })
  const { tenantId, domains } = EMULATOR_TENANTS.contoso
  const mail = {
    ...platformEnvironment(emulator, provider),
    // Only Contoso may act: what comes from Fabrikam is one of the attempts.
    COUNTERSIGN_TENANTS: `${tenantId}=${domains.join('+')}`,
    COUNTERSIGN_SIGNING_KEY: exportPrivateKey(keys.signing, 'pem'),
    COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text,
    COUNTERSIGN_LEDGER: `sqlite:${folder}/ledger.db`,
  }
  return {
    mail,
    channel: {
      ...mail,
      COUNTERSIGN_PROFILE: 'substrate',
      COUNTERSIGN_AUDIENCE: ORIGIN,
      COUNTERSIGN_OBJECT_IDS: listObjectIds(emulator, APPROVERS).join(','),
    },
    addIn: {
      COUNTERSIGN_PROFILE: 'exchange',
      COUNTERSIGN_AUDIENCE: ADD_IN_PAGE,
      COUNTERSIGN_TRUSTED_METADATA: EXCHANGE_METADATA_URL,
      COUNTERSIGN_TRUST_EMULATOR: emulator.issuerBase,
      COUNTERSIGN_TRUST_EMULATOR_KEY: emulator.keyThumbprints.join(','),
    },
    folder,
    dkim: {
      domain: DOMAIN,
      selector: SELECTOR,
      key: keys.dkim.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    webhookUrl: channel.webhookUrl,
  }
}

function listObjectIds({ users }: Emulator, addresses: readonly string[]): readonly string[] {
  return users.filter(({ upn }) => addresses.includes(upn)).map(({ objectId }) => objectId)
}
