import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  embedCard,
  embedSignedCard,
  signCard,
  type AnyCard,
  type MessageCard,
  type OutlookCard,
} from '@countersign/core/cards'
import { exportPublicKey } from '@countersign/core/jose'
import {
  admitMail,
  createStaticZone,
  type Admission,
  type AdmissionContext,
  type MailEnvelope,
  type Provider,
  type ZoneRecords,
} from '../../src/index.js'

/** One fixed afternoon. */
export const NOW = Date.UTC(2026, 5, 1, 12, 0, 0)
export const SENDER = 'approvals@contoso.example'
export const ADELE = 'adele@contoso.example'
export const ALEX = 'alex@contoso.example'
export const ORIGINATOR = '5d1a9f0c-2b7e-4f63-9a51-0c6d4e8b7a10'
export const SENDING_HOST = '192.0.2.10'
export const SELECTOR = 's1'

const rsaPair = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength })
export const mailKey: KeyObject = rsaPair(2048).privateKey
export const cardKey: KeyObject = rsaPair(2048).privateKey
export const otherKey: KeyObject = rsaPair(2048).privateKey

/** The text of a DKIM key record; only the public half is in it. */
export function dkimRecord(pair: { readonly publicKey: KeyObject }, tags = ''): string {
  const der = pair.publicKey.export({ type: 'spki', format: 'der' })
  return `v=DKIM1; k=rsa; ${tags}p=${der.toString('base64')}`
}

export function zoneRecords(): ZoneRecords {
  const publicKey = exportPublicKey(mailKey, 'pem').replace(/-----[^-]+-----|\s/g, '')
  return {
    'contoso.example': { TXT: [`v=spf1 ip4:${SENDING_HOST} -all`, 'some other record'] },
    '_dmarc.contoso.example': { TXT: 'v=DMARC1; p=reject' },
    [`${SELECTOR}._domainkey.contoso.example`]: { TXT: `v=DKIM1; k=rsa; p=${publicKey}` },
  }
}

export const provider: Provider = Object.freeze({
  originator: ORIGINATOR,
  name: 'Contoso Expenses',
  senders: [SENDER],
  targets: ['https://expenses.contoso.example'],
  publicKey: exportPublicKey(cardKey, 'xml'),
  scope: 'global',
})

export function makeCard(changes: Partial<OutlookCard> = {}): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    originator: ORIGINATOR,
    body: [{ type: 'TextBlock', text: 'Expense 1234' }],
    actions: [
      {
        type: 'Action.Http',
        id: 'approve',
        title: 'Approve',
        method: 'POST',
        url: 'https://expenses.contoso.example/approve',
        body: '{}',
      },
    ],
    ...changes,
  }
}

/** The same decision as a MessageCard. */
export function makeMessageCard(changes: object = {}): MessageCard {
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    originator: ORIGINATOR,
    summary: 'Expense 1234',
    potentialAction: [
      {
        '@type': 'HttpPOST',
        name: 'Approve',
        target: 'https://expenses.contoso.example/approve',
        body: '{}',
      },
    ],
    ...changes,
  }
}

export interface SignedHtmlOptions {
  readonly card?: AnyCard | string
  readonly key?: KeyObject
  readonly sender?: string
  readonly recipients?: readonly string[]
  readonly now?: number
}

export async function signJws(options: SignedHtmlOptions = {}): Promise<string> {
  const {
    card = makeCard(),
    key = cardKey,
    sender = SENDER,
    recipients = [ADELE],
    now = NOW - 60_000,
  } = options
  return await signCard(card, { key, originator: ORIGINATOR, sender, recipients, now })
}

export async function signedHtml(options: SignedHtmlOptions = {}): Promise<string> {
  return embedSignedCard(HTML, await signJws(options))
}

export const HTML =
  '<html><head><title>x</title></head><body><p>Please decide on expense 1234.</p></body></html>'

export function unsignedHtml(card: AnyCard = makeCard()): string {
  return embedCard(HTML, card)
}

export interface AdmitOptions extends Partial<Omit<AdmissionContext, 'envelope' | 'providers'>> {
  readonly envelope?: Partial<MailEnvelope>
  /** The one registered provider, or undefined for none. */
  readonly provider?: Provider | undefined
  /** In place of a lookup that knows this provider. */
  readonly find?: (originator: string) => Provider | undefined
  readonly records?: ZoneRecords
}

/** Admits a mail as the well-meant one would be: from the sender's own host, to Adele's mailbox. */
export async function admit(raw: Uint8Array, options: AdmitOptions = {}): Promise<Admission> {
  const { envelope, records, provider: registered, find, ...rest } = options
  const found = 'provider' in options ? registered : provider
  return await admitMail(raw, {
    now: NOW,
    resolver: createStaticZone({ ...zoneRecords(), ...records }),
    providers: {
      find: find ?? ((originator) => (originator.toLowerCase() === found?.originator ? found : undefined)),
    },
    ...rest,
    envelope: {
      mailFrom: SENDER,
      rcptTo: ADELE,
      remoteAddress: SENDING_HOST,
      helo: 'mail.contoso.example',
      ...envelope,
    },
  })
}

/** An address that SPF does not know. */
export const STRANGER = { remoteAddress: '198.51.100.7', helo: 'relay.elsewhere.example' } as const

export function codesOf(admission: Admission, severity?: string): string[] {
  return admission.findings
    .filter((finding) => !severity || finding.severity === severity)
    .map(({ code }) => code)
}
