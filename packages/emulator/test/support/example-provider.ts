import type { KeyObject } from 'node:crypto'
import {
  embedSignedCard,
  exportPublicKey,
  generateSigningKey,
  signCard,
  type AnyCard,
  type MessageCard,
  type OutlookCard,
} from '@countersign/core'
import type { EmulatorProvider } from '../../src/index.js'

export const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'
export const SENDER = 'expenses@contoso.example'
export const TARGET = 'https://expenses.contoso.example'

let signingKey: Promise<KeyObject> | undefined

/** One key for all tests of a file: making one takes its time. */
export function getSigningKey(): Promise<KeyObject> {
  signingKey ??= generateSigningKey()
  return signingKey
}

export async function makeProvider(
  route: string,
  own: Partial<EmulatorProvider> = {},
): Promise<EmulatorProvider> {
  return {
    originator: ORIGINATOR,
    name: 'Expenses',
    senders: [SENDER],
    targets: [TARGET],
    publicKey: exportPublicKey(await getSigningKey(), 'xml'),
    scope: 'global',
    routes: { [TARGET]: route },
    ...own,
  }
}

/** An expense card with a comment and two decisions; `own` members win. */
export function makeCard(own: Partial<Record<keyof OutlookCard, unknown>> = {}): OutlookCard {
  const card: Record<string, unknown> = {
    type: 'AdaptiveCard',
    version: '1.0',
    originator: ORIGINATOR,
    correlationId: '9c8d1c5e-7c0b-4a55-a5a9-2a3c0e8c9d01',
    body: [
      { type: 'TextBlock', text: 'Expense 1234' },
      { type: 'Input.Text', id: 'comment', value: 'no remark' },
    ],
    actions: [
      {
        type: 'Action.Http',
        id: 'approve',
        title: 'Approve',
        method: 'POST',
        url: `${TARGET}/actions/expense?id=1234`,
        body: 'comment={{comment.value}}',
        headers: [{ name: 'Content-Type', value: 'text/plain' }],
      },
      {
        type: 'Action.Http',
        id: 'status',
        title: 'Status',
        method: 'GET',
        url: `${TARGET}/status?q={{comment.value}}`,
      },
      { type: 'Action.OpenUrl', title: 'Open', url: `${TARGET}/expenses/1234` },
    ],
    ...own,
  }
  return card as unknown as OutlookCard
}

/** The same expense as a MessageCard; `own` members win. */
export function makeMessageCard(own: object = {}): MessageCard {
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    originator: ORIGINATOR,
    correlationId: '9c8d1c5e-7c0b-4a55-a5a9-2a3c0e8c9d01',
    summary: 'Expense 1234',
    title: 'Expense 1234',
    potentialAction: [
      {
        '@type': 'ActionCard',
        name: 'Decide',
        inputs: [
          { '@type': 'TextInput', id: 'comment', title: 'Comment' },
          { '@type': 'DateInput', id: 'payOn', title: 'Pay on' },
        ],
        actions: [
          {
            '@type': 'HttpPOST',
            '@id': 'approve',
            name: 'Approve',
            target: `${TARGET}/actions/expense?id=1234`,
            headers: [
              { name: 'Content-Type', value: 'text/plain' },
              { name: 'X-Way', value: 'card' },
            ],
            body: '{{comment.value}}|{{payOn.value}}',
          },
        ],
      },
      {
        '@type': 'HttpPOST',
        name: 'Seen',
        target: `${TARGET}/seen`,
        body: 'a=b',
        bodyContentType: 'application/x-www-form-urlencoded',
      },
      {
        '@type': 'OpenUri',
        name: 'Open',
        targets: [{ os: 'default', uri: `${TARGET}/expenses/1234` }],
      },
    ],
    ...own,
  }
}

export interface MailOptions {
  readonly to?: readonly string[]
  readonly from?: string
  readonly subject?: string
  readonly now?: number
}

/** A mail with a signed card, as bytes on the wire without the final dot. */
export async function makeMail(card: AnyCard, options: MailOptions = {}): Promise<string> {
  const {
    to = ['adele@contoso.example'],
    from = SENDER,
    subject = 'Expense 1234',
    now = Date.now(),
  } = options
  const jws = await signCard(card, {
    key: await getSigningKey(),
    originator: card.originator ?? ORIGINATOR,
    sender: from,
    recipients: to,
    now,
  })
  return [
    `From: Expenses <${from}>`,
    `To: ${to.join(', ')}`,
    `Subject: ${subject}`,
    `Date: ${new Date(now).toUTCString()}`,
    'Message-ID: <expense-1234@contoso.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    '',
    embedSignedCard('<html><body><p>Expense 1234 waits for you.</p></body></html>', jws),
  ].join('\r\n')
}
