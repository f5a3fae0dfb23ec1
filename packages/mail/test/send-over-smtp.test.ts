import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { extractCards, generateSigningKey, signCard, verifySignedCard } from '@countersign/core'
import PostalMime from 'postal-mime'
import { composeMail, createMailer } from '../src/index.js'
import { createSmtpTransport } from '../src/smtp/index.js'
import { DATE, ORIGINATOR, sampleCard } from './support/sample-card.js'
import { sampleOptions } from './support/sample-options.js'
import { startSmtpServer } from './support/start-smtp-server.js'
import { verifyDkim } from './support/verify-dkim.js'

describe('a signed card over SMTP', () => {
  it('B03: arrives for each recipient with a valid DKIM signature and its card untouched', async () => {
    await using server = await startSmtpServer()
    const dkimKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const key = await generateSigningKey()
    const card = sampleCard('.\r\n.\r\n</div> Grüße 🎉 \u2028 "quotes" & =3D\r\n..')
    const compose = async (to: string) => {
      const options = { key, originator: ORIGINATOR, sender: 'billing@expenses.example', recipients: [to] }
      const signedCard = await signCard(card, { ...options, now: DATE.getTime() })
      const dkim = { domain: 'expenses.example', selector: 's1', key: dkimKey }
      return composeMail(sampleOptions({ to: [to], card, signedCard, dkim, subject: 'Prüfung № 7' }))
    }
    const mailer = createMailer({
      transport: createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
    })
    const people = ['adele@contoso.example', 'alex@contoso.example', 'megan@contoso.example']
    const report = await mailer.send({
      key: 'k',
      mails: people.map((to) => ({ to: [to], compose: () => compose(to) })),
    })
    await mailer.close()
    assert.equal(report.sent, 3)

    for (const mail of server.mails) {
      const [dkim] = await verifyDkim(mail.raw, { 's1._domainkey.expenses.example': dkimKey }, DATE)
      assert.equal(dkim?.status.result, 'pass', dkim?.status.comment)
      const parsed = await PostalMime.parse(mail.raw)
      assert.equal(parsed.subject, 'Prüfung № 7')
      assert.deepEqual(
        parsed.to?.map(({ address }) => address),
        mail.to,
      )
      const [found, ...others] = extractCards(parsed.html ?? '')
      assert.deepEqual(others, [])
      const verified = verifySignedCard(found?.text ?? '', { key })
      assert.deepEqual(verified.card, card)
      assert.deepEqual(verified.recipients, mail.to)
    }
    assert.deepEqual(server.mails.flatMap(({ to }) => to).sort(), people)
  })
})
