import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import { generateSigningKey } from '@countersign/core'
import { ADELE, NOON } from '../support/test-platform.js'
import { createTestService } from '../support/test-service.js'

type Verify = (
  raw: Buffer,
  options: { readonly curTime: Date; readonly resolver: (name: string) => Promise<string[][]> },
) => Promise<{ readonly results: readonly { readonly status: { readonly result: string } }[] }>

// mailauth ships no types; a specifier that is not a literal is not looked up.
const specifier: string = 'mailauth/lib/dkim/verify.js'
const { dkimVerify } = (await import(specifier)) as { readonly dkimVerify: Verify }

const key = await generateSigningKey()
const published = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

async function verdicts(raw: Uint8Array): Promise<string[]> {
  const { results } = await dkimVerify(Buffer.from(raw), {
    curTime: new Date(NOON),
    resolver: (name) =>
      name === 'cards._domainkey.contoso.com'
        ? Promise.resolve([[`v=DKIM1; k=rsa; p=${published}`]])
        : Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' })),
  })
  return results.map(({ status }) => status.result)
}

describe('option dkim of a service', () => {
  it('signs every mail, so that a receiver finds the key and the signature holds', async () => {
    const t = createTestService({ service: { dkim: { domain: 'contoso.com', selector: 'cards', key } } })
    await t.send(ADELE)
    const [mail] = t.mailbox.mails
    assert.ok(mail)
    assert.deepEqual(await verdicts(mail.raw), ['pass'])
    const tampered = Buffer.from(mail.raw).toString('latin1').replace('Subject: Expense', 'Subject: expense')
    assert.deepEqual(await verdicts(Buffer.from(tampered, 'latin1')), ['fail'])
  })

  it('without it no mail is signed here', async () => {
    const t = createTestService()
    await t.send(ADELE)
    assert.doesNotMatch(Buffer.from(t.mailbox.mails[0]?.raw ?? []).toString('latin1'), /^DKIM-Signature:/im)
  })

  it('a domain that would not count for the sender refuses the send, and nothing goes out', async () => {
    const t = createTestService({ service: { dkim: { domain: 'fabrikam.com', selector: 'cards', key } } })
    await assert.rejects(t.send(ADELE), { code: 'ERR_MAIL_OPTIONS' })
    assert.deepEqual(t.mailbox.mails, [])
  })
})
