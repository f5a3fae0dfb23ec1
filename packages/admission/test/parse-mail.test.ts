import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseMail } from '../src/index.js'
import { compose, PLAIN_HEADERS, rawMail } from './support/compose.js'
import { ADELE, SENDER } from './support/world.js'

describe('parseMail', () => {
  it('reads what a person sees', async () => {
    const mail = await parseMail(
      await compose({
        from: `"Contoso Expenses" <${SENDER}>`,
        subject: 'Grüße 🎉',
        html: '<p>ü</p>',
        attachments: [{ filename: 'Rechnung ä.pdf', content: 'abc', contentType: 'application/pdf' }],
      }),
    )
    assert.deepEqual(mail.from, { name: 'Contoso Expenses', address: SENDER })
    assert.deepEqual(mail.to, [{ name: '', address: ADELE }])
    assert.equal(mail.subject, 'Grüße 🎉')
    assert.equal(mail.html?.trim(), '<p>ü</p>')
    assert.deepEqual(mail.attachments, [{ filename: 'Rechnung ä.pdf', mimeType: 'application/pdf', size: 3 }])
    assert.equal(mail.date?.toISOString(), '2026-06-01T11:59:00.000Z')
  })

  it('refuses what can be read in two ways', async () => {
    await assert.rejects(parseMail(rawMail([...PLAIN_HEADERS, 'no field'], '')), {
      code: 'ERR_ADMISSION_UNREADABLE',
    })
  })
})
