import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { makeCard, makeMail, ORIGINATOR, SENDER } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

describe('delivery', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  it('keeps the bytes of several real mails as they came', async () => {
    const mails = [
      await makeMail(makeCard(), { subject: 'one' }),
      'From: a@b.example\nTo: adele@contoso.example\nSubject: bare line feeds\n\nx\n',
      Buffer.concat([
        Buffer.from('From: a@b.example\r\nSubject: bytes\r\n\r\n'),
        Buffer.from([0xff, 0x00, 0x80]),
      ]),
      '.\r\n..\r\nno header at all',
    ]
    for (const mail of mails) {
      const [copy] = await loop.emulator.deliverRaw(mail, {
        mailFrom: SENDER,
        rcptTo: ['adele@contoso.example'],
      })
      assert.deepEqual(Buffer.from(await loop.emulator.readRaw(copy?.id ?? 0)), Buffer.from(mail))
    }
  })

  it('B04, D06: withholds a card from a mailbox that the mail was not addressed to', async () => {
    const raw = await makeMail(makeCard())
    const envelope = { mailFrom: SENDER, rcptTo: ['alex@contoso.example'] }
    const [copy] = await loop.emulator.deliverRaw(raw, envelope)
    assert.equal(copy?.admission.outcome, 'withheld')
    await assert.rejects(loop.emulator.press(copy.id, 'approve'), { code: 'ERR_EMULATOR_NO_CARD' })
  })

  it('takes any address of a user for the one in To', async () => {
    const raw = await makeMail(makeCard(), { to: ['adelev@contoso.example'] })
    const [copy] = await loop.emulator.deliverRaw(raw, {
      mailFrom: SENDER,
      rcptTo: ['adele@contoso.example'],
    })
    assert.equal(copy?.admission.outcome, 'shown', JSON.stringify(copy?.admission.findings))
  })

  it('withholds the card of an unknown provider, and of a scope that leaves the user out', async () => {
    const stranger = await loop.deliver(makeCard({ originator: '11111111-36a6-4a1b-b84c-a7b5c6198792' }))
    assert.equal(stranger.admission.outcome, 'withheld')
    await loop.register({ scope: 'organization', tenantId: 'c0a70000-0000-4000-8000-000000c0a705' })
    assert.equal((await loop.deliver(makeCard())).admission.outcome, 'shown')
    const abroad = await loop.deliver(makeCard(), { to: ['grady@fabrikam.example'] })
    assert.equal(abroad.admission.outcome, 'withheld')
    await loop.register()
  })

  it('shows an unsigned card whose DKIM key the emulator’s own zone has', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
    const script = `<script type="application/adaptivecard+json">${JSON.stringify(makeCard())}</script>`
    const body = `<html><head>${script}</head><body>x</body></html>\r\n`
    const headers = [
      ['From', SENDER],
      ['To', 'adele@contoso.example'],
      ['Subject', 'unsigned'],
      ['Date', new Date().toUTCString()],
      ['Message-ID', '<dkim@contoso.example>'],
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/html; charset=utf-8'],
    ] as const
    const bodyHash = createHash('sha256').update(body).digest('base64')
    const names = headers.map(([name]) => name.toLowerCase()).join(':')
    const tags = `v=1; a=rsa-sha256; c=simple/simple; d=contoso.example; s=test; h=${names}; bh=${bodyHash}; b=`
    const signed = [
      ...headers.map(([name, value]) => `${name}: ${value}\r\n`),
      `DKIM-Signature: ${tags}`,
    ].join('')
    const signature = sign('sha256', Buffer.from(signed), privateKey).toString('base64')
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const raw = `DKIM-Signature: ${tags}${signature}\r\n${lines}\r\n${body}`
    const envelope = { mailFrom: SENDER, rcptTo: ['adele@contoso.example'] }

    const [unknown] = await loop.emulator.deliverRaw(raw, envelope)
    assert.equal(unknown?.admission.outcome, 'withheld')
    loop.emulator.publishDns({ 'test._domainkey.contoso.example': { TXT: record } })
    const [copy] = await loop.emulator.deliverRaw(raw, envelope)
    assert.equal(copy?.admission.outcome, 'shown', JSON.stringify(copy?.admission.findings))
    assert.equal(copy.admission.signed, false)
    assert.equal(copy.admission.provider?.originator, ORIGINATOR)
    assert.equal((await loop.emulator.press(copy.id, 'approve')).outcome, 'done')
  })

  it('hears of a message that is there, that comes, and that does not come', async () => {
    assert.equal((await loop.emulator.waitForMessage(({ id }) => id === 1)).id, 1)
    const coming = loop.emulator.waitForMessage(({ admission }) => admission.mail.subject === 'awaited')
    await loop.deliver(makeCard(), { subject: 'awaited' })
    assert.equal((await coming).admission.mail.subject, 'awaited')
    await assert.rejects(
      loop.emulator.waitForMessage(() => false, { timeoutMs: 1 }),
      { code: 'ERR_EMULATOR_WAIT_TIMEOUT' },
    )
    await assert.rejects(
      loop.emulator.waitForMessage(({ id }) => {
        if (id > 0) throw new TypeError('mine')
        return false
      }),
      TypeError,
    )
  })

  it('refuses an empty mail, a mail to nobody, and an unknown user', async () => {
    const envelope = { rcptTo: ['adele@contoso.example'] }
    await assert.rejects(loop.emulator.deliverRaw('', envelope), { code: 'ERR_EMULATOR_MAIL_SIZE' })
    for (const rcptTo of [
      [],
      ['nobody@contoso.example'],
      ['no address'],
      ['adele@contoso.example', 'x@fabrikam.example'],
    ]) {
      await assert.rejects(loop.emulator.deliverRaw('x', { rcptTo }), { code: 'ERR_EMULATOR_RECIPIENT' })
    }
  })
})
