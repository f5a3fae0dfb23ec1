import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import {
  EMULATOR_TENANTS,
  exportPublicKey,
  generateSigningKey,
  signCard,
  type OutlookCard,
} from '@countersign/core'
import { withEmulator, type Emulator } from '@countersign/emulator'
import { composeMail, createMailer } from '@countersign/mail'
import { createGraphTransport } from '@countersign/mail/graph'

const ORIGINATOR = '7d2b9a52-0000-4000-8000-0000000000aa'
const SENDER = 'megan@contoso.example'
const { tenantId } = EMULATOR_TENANTS.contoso
const app = {
  clientId: '6f1d2c3b-0000-4000-8000-00000000000c',
  clientSecret: 'SECRET~of.the.app',
  senders: [SENDER],
}
const key = await generateSigningKey()

function transportTo(emulator: Emulator, changes: { clientSecret?: string } = {}) {
  return createGraphTransport({
    tenantId,
    clientId: app.clientId,
    clientSecret: changes.clientSecret ?? app.clientSecret,
    trustEmulator: { url: emulator.url },
  })
}

/** A signed card for Adele, from Megan's own mailbox. */
async function composeSigned() {
  const card: OutlookCard = {
    type: 'AdaptiveCard',
    version: '1.0',
    originator: ORIGINATOR,
    body: [{ type: 'TextBlock', text: 'Grüße: 12 chairs' }],
    actions: [{ type: 'Action.OpenUrl', title: 'Show', url: 'https://orders.example/42' }],
  }
  const date = new Date()
  const to = ['adele@contoso.example']
  const recipients = to
  const signedCard = await signCard(card, {
    key,
    originator: ORIGINATOR,
    sender: SENDER,
    recipients,
    now: date.getTime(),
  })
  return composeMail({ from: SENDER, to, subject: 'Order 42', card, signedCard, date, key: 'order-42' })
}

async function withGraph(use: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator(async (emulator) => {
    emulator.registerProvider({
      originator: ORIGINATOR,
      name: 'Orders',
      senders: [SENDER],
      targets: ['https://orders.example'],
      publicKey: exportPublicKey(key, 'xml'),
      scope: 'global',
    })
    emulator.registerGraphApp(app)
    await use(emulator)
  })
}

describe('mail through Microsoft Graph', () => {
  it('a signed card is delivered, and shown', async () => {
    await withGraph(async (emulator) => {
      assert.deepEqual(await transportTo(emulator).deliver(await composeSigned()), {
        response: '202 Accepted',
      })
      await emulator.waitForMessage(() => emulator.listMessages().length > 0, { timeoutMs: 10_000 })
      const [message] = emulator.listMessages({ mailbox: 'adele@contoso.example' })
      assert.equal(message?.admission.outcome, 'shown', inspect(message?.admission, { depth: 6 }))
    })
  })

  it('a throttled mailer keeps to Retry-After, and gets through', async () => {
    await withGraph(async (emulator) => {
      emulator.throttleGraph({ calls: 2, retryAfterSeconds: 1 })
      const mailer = createMailer({ transport: transportTo(emulator), retryDelayMs: 10 })
      const report = await mailer.send({ key: 'order-42', mails: [await composeSigned()] })
      assert.equal(report.sent, 1)
      assert.equal(report.results[0]?.tries, 3)
    })
  })

  it('H05: a wrong secret is refused for good, and shows nowhere', async () => {
    await withGraph(async (emulator) => {
      const transport = transportTo(emulator, { clientSecret: 'SECRET-but-wrong' })
      const thrown: unknown = await transport.deliver(await composeSigned()).catch((error: unknown) => error)
      assert.equal((thrown as { code?: string }).code, 'ERR_MAIL_LOGIN')
      assert.doesNotMatch(inspect([thrown, transport, emulator.listEvents()], { depth: 9 }), /SECRET/)
      assert.deepEqual(emulator.listMessages(), [])
    })
  })

  it('a mailbox that is not the app’s is refused for good', async () => {
    await withGraph(async (emulator) => {
      const mail = await composeSigned()
      const raw = Buffer.from(mail.raw).toString('latin1').replaceAll(SENDER, 'alex@contoso.example')
      const foreign = {
        envelope: { from: 'alex@contoso.example', to: mail.envelope.to },
        raw: Buffer.from(raw, 'latin1'),
      }
      await assert.rejects(transportTo(emulator).deliver(foreign), { code: 'ERR_MAIL_REFUSED' })
      assert.deepEqual(emulator.listMessages(), [])
    })
  })
})
