import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { connect } from 'node:tls'
import { isCodedError } from '@countersign/core'
import { Emulator, type EmulatorEvent } from '../../src/index.js'
import { sendSmtp, SmtpClient } from '../support/smtp-client.js'

const MAIL = [
  'From: a@b.example',
  'To: adele@contoso.example',
  'Subject: plain',
  '',
  'Nothing to press.',
].join('\r\n')
const SENDER = 'a@b.example'

describe('SMTP in', () => {
  let emulator: Emulator
  const refusals: EmulatorEvent[] = []

  before(async () => {
    emulator = await Emulator.start({
      smtpLimits: { maxMailBytes: 4_096, maxRecipients: 3, idleTimeoutMs: 300 },
    })
    emulator.onEvent((event) => {
      if (event.type === 'mail-refused') refusals.push(event)
    })
  })
  after(() => emulator.close())

  it('takes any address of a user, whatever its ASCII case, into one mailbox', async () => {
    const addresses = ['Adele@Contoso.Example', 'adelev@contoso.example', 'adele.vance@contoso.example']
    const before = emulator.listMessages().length
    assert.match(await sendSmtp(emulator.smtp.port, SENDER, addresses, MAIL), /^250 .*Kept as message \d+$/)
    const [copy, ...others] = emulator.listMessages().slice(before)
    assert.deepEqual(others, [])
    assert.equal(copy?.mailbox, 'adele@contoso.example')
    assert.equal(copy.recipient, 'Adele@Contoso.Example')
    assert.equal(copy.admission.outcome, 'no-card')
  })

  it('gives every user of a mail a copy with an id of its own', async () => {
    await sendSmtp(emulator.smtp.port, SENDER, ['alex@contoso.example', 'alex@fabrikam.example'], MAIL)
    const copies = emulator.listMessages().slice(-2)
    assert.deepEqual(
      copies.map(({ mailbox }) => mailbox),
      ['alex@contoso.example', 'alex@fabrikam.example'],
    )
    assert.equal(copies[0]?.id, Number(copies[1]?.id) - 1)
  })

  for (const [what, address] of [
    ['an unknown user of the first tenant', 'nobody@contoso.example'],
    ['an unknown user of the second tenant', 'adele@fabrikam.example'],
    ['a plus tag', 'adele+x@contoso.example'],
    ['a confusable letter', 'аdele@contoso.example'],
    ['a Kelvin sign for k', 'adele@fabri\u212Aam.example'],
  ] as const) {
    it(`refuses ${what} with 550 and an event`, async () => {
      const count = refusals.length
      const client = await SmtpClient.connect(emulator.smtp.port)
      await client.command('EHLO client.example')
      await client.command(`MAIL FROM:<${SENDER}> SMTPUTF8`)
      assert.match(await client.command(`RCPT TO:<${address}>`), /^55[03] /)
      await client.quit()
      assert.ok(refusals.length === count + 1 || address.includes('\u212A'))
    })
  }

  it('keeps a mail for somebody outside the tenants, readable raw, but shows it to nobody', async () => {
    const before = emulator.listMessages({ external: true }).length
    await sendSmtp(emulator.smtp.port, SENDER, ['someone@partner.example'], MAIL)
    const [copy] = emulator.listMessages({ external: true }).slice(before)
    assert.equal(copy?.external, true)
    assert.ok(!emulator.listMessages().some(({ id }) => id === copy.id))
    assert.match(Buffer.from(await emulator.readRaw(copy.id)).toString(), /Nothing to press/)
    await assert.rejects(emulator.press(copy.id, '1'), { code: 'ERR_EMULATOR_NO_CARD' })
  })

  it('refuses a mail over the size cap, announced or not, and one recipient too many', async () => {
    const big = `${MAIL}\r\n${'x'.repeat(70)}`.padEnd(8_192, '\r\nline')
    const client = await SmtpClient.connect(emulator.smtp.port)
    assert.match(await client.command('EHLO client.example'), /SIZE 4096/)
    assert.match(await client.command(`MAIL FROM:<${SENDER}> SIZE=8192`), /^552 /)
    await client.quit()
    assert.match(await sendSmtp(emulator.smtp.port, SENDER, ['adele@contoso.example'], big), /^552 /)
    const many = [
      'adele@contoso.example',
      'alex@contoso.example',
      'megan@contoso.example',
      'grady@fabrikam.example',
    ]
    assert.match(await sendSmtp(emulator.smtp.port, SENDER, many, MAIL), /^452 /)
  })

  it('disconnects a client that says nothing', async () => {
    const client = await SmtpClient.connect(emulator.smtp.port)
    client.socket.resume()
    await once(client.socket, 'close')
  })

  it('speaks TLS after STARTTLS, with its self-made certificate', async () => {
    const client = await SmtpClient.connect(emulator.smtp.port)
    assert.match(await client.command('EHLO client.example'), /STARTTLS/)
    assert.match(await client.command('STARTTLS'), /^220 /)
    client.socket.removeAllListeners('data')
    const secure = connect({ socket: client.socket, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    assert.match(String(secure.getPeerCertificate().subjectaltname), /127\.0\.0\.1/)
    secure.write('EHLO client.example\r\n')
    const [reply] = (await once(secure, 'data')) as [Buffer]
    assert.match(reply.toString(), /^250/)
    secure.destroy()
  })

  it('says which port is in use', async () => {
    await assert.rejects(Emulator.start({ smtpPort: emulator.smtp.port }), (error) => {
      assert.ok(isCodedError(error))
      assert.equal(error.code, 'ERR_EMULATOR_PORT_IN_USE')
      assert.match(error.message, new RegExp(`SMTP port ${String(emulator.smtp.port)}`))
      return true
    })
  })
})
