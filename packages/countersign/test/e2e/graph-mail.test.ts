import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { EMULATOR_TENANTS, exportPublicKey, generateSigningKey, signCard } from '@countersign/core'
import { Emulator } from '@countersign/emulator'
import { composeMail } from '@countersign/mail'
import { createGraphTransport, type GraphOptions } from '@countersign/mail/graph'

const APP = {
  clientId: '8a0f6e0e-3a0b-4d4e-9f53-0f5a4f0d7c11',
  clientSecret: 'a-secret-of-enough-characters',
  senders: ['expenses@contoso.example'],
}
const FROM = 'expenses@contoso.example'
const TO = ['adele@contoso.example', 'alex@contoso.example']
const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'

describe('mail through Graph, with the emulator as Graph', () => {
  let emulator: Emulator
  let raw: Uint8Array
  const paused: number[] = []
  before(async () => {
    emulator = await Emulator.start()
    emulator.registerGraphApp(APP)
    const key = await generateSigningKey()
    emulator.registerProvider({
      originator: ORIGINATOR,
      name: 'Expenses',
      senders: [FROM],
      targets: ['https://expenses.contoso.example'],
      publicKey: exportPublicKey(key, 'xml'),
      scope: 'organization',
      tenantId: EMULATOR_TENANTS.contoso.tenantId,
    })
    const card = {
      type: 'AdaptiveCard',
      version: '1.0',
      originator: ORIGINATOR,
      body: [{ type: 'TextBlock', text: 'Expense 1234' }],
      actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.example/1234' }],
    } as const
    const date = new Date()
    const signedCard = await signCard(card, {
      key,
      originator: ORIGINATOR,
      sender: FROM,
      recipients: TO,
      now: date.getTime(),
    })
    const mail = await composeMail({ from: FROM, to: TO, subject: 'Expense 1234', card, signedCard, date })
    raw = mail.raw
  })
  after(() => emulator.close())

  const makeTransport = (own: Partial<GraphOptions> = {}): ReturnType<typeof createGraphTransport> =>
    createGraphTransport({
      tenantId: EMULATOR_TENANTS.contoso.tenantId,
      clientId: APP.clientId,
      clientSecret: APP.clientSecret,
      trustEmulator: { url: emulator.url },
      sleep: (ms) => {
        paused.push(ms)
        return Promise.resolve()
      },
      ...own,
    })
  const envelope = { from: FROM, to: TO }

  it('delivers one mail to each recipient, as it was composed, and the card is shown', async () => {
    const receipt = await makeTransport().deliver({ envelope, raw })
    assert.equal(receipt.response, '202 Accepted')
    const messages = emulator.listMessages()
    assert.deepEqual(
      messages.map(({ mailbox, admission }) => [mailbox, admission.outcome]),
      TO.map((mailbox) => [mailbox, 'shown']),
    )
    const [first] = messages
    assert.deepEqual(Buffer.from(await emulator.readRaw(first?.id ?? 0)), Buffer.from(raw))
  })

  it('honours a throttling answer: the next delivery waits as long as it was told to', async () => {
    const transport = makeTransport()
    emulator.throttleGraph({ calls: 1, retryAfterSeconds: 7 })
    await assert.rejects(transport.deliver({ envelope, raw }), { code: 'ERR_MAIL_UNDELIVERED' })
    paused.length = 0
    await transport.deliver({ envelope, raw })
    assert.ok(
      paused.some((ms) => ms > 6_000 && ms <= 7_000),
      String(paused),
    )
  })

  it('learns what is wrong: a secret, a mailbox that is not the app’s, a recipient that is not there', async () => {
    await assert.rejects(
      makeTransport({ clientSecret: 'another-secret-of-enough-characters' }).deliver({ envelope, raw }),
      { code: 'ERR_MAIL_LOGIN' },
    )
    await assert.rejects(makeTransport({ sender: 'megan@contoso.example' }).deliver({ envelope, raw }), {
      code: 'ERR_MAIL_REFUSED',
    })
    const count = emulator.listMessages().length
    await assert.rejects(
      makeTransport().deliver({ envelope: { from: FROM, to: TO.slice(1) }, raw }),
      /recipients/i,
    )
    assert.equal(emulator.listMessages().length, count)
  })
})
