import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { composeMail, type ComposeOptions } from '../../src/index.js'
import { DATE } from '../support/sample-card.js'
import { sampleOptions } from '../support/sample-options.js'
import { verifyDkim } from '../support/verify-dkim.js'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const RECORDS = { 'r1._domainkey.expenses.example': rsa, 'e1._domainkey.expenses.example': ed25519 }
const RSA_DKIM = { domain: 'expenses.example', selector: 'r1', key: rsa }

async function composeSigned(changes: Partial<ComposeOptions> = {}): Promise<string> {
  const mail = await composeMail(sampleOptions({ dkim: RSA_DKIM, ...changes }))
  return Buffer.from(mail.raw).toString('latin1')
}

async function judge(raw: string) {
  const [result, ...others] = await verifyDkim(Buffer.from(raw, 'latin1'), RECORDS, DATE)
  assert.deepEqual(others, [])
  assert.ok(result !== undefined)
  return result
}

describe('DKIM', () => {
  it('passes at mailauth with RSA and with Ed25519, aligned with From', async () => {
    for (const [selector, key, algorithm] of [
      ['r1', rsa, 'rsa-sha256'],
      ['e1', ed25519, 'ed25519-sha256'],
    ] as const) {
      const result = await judge(await composeSigned({ dkim: { ...RSA_DKIM, selector, key } }))
      assert.equal(result.status.result, 'pass', result.status.comment)
      assert.equal(result.status.aligned, 'expenses.example')
      assert.equal(result.algo, algorithm)
    }
  })

  it('takes a key as PEM', async () => {
    const key = rsa.export({ type: 'pkcs8', format: 'pem' }).toString()
    assert.equal((await judge(await composeSigned({ dkim: { ...RSA_DKIM, key } }))).status.result, 'pass')
  })

  it('passes whatever subject, names and text are', async () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 60 })
      .filter((value) => !/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|=\?/u.test(value))
    await fc.assert(
      fc.asyncProperty(text, text, fc.string({ unit: 'binary' }), async (subject, name, body) => {
        const raw = await composeSigned({
          subject,
          from: { name, address: 'billing@expenses.example' },
          text: body,
        })
        assert.equal((await judge(raw)).status.result, 'pass')
      }),
      { numRuns: 50 },
    )
  })

  it('D02: covers the whole body: no l=, and nothing can be appended', async () => {
    const raw = await composeSigned()
    assert.equal(/[;\s]l=/.test(raw.slice(0, raw.indexOf('\r\n\r\n'))), false)
    assert.notEqual((await judge(`${raw}<p>more</p>\r\n`)).status.result, 'pass')
  })

  it('D04: a second From breaks the signature', async () => {
    const raw = await composeSigned()
    assert.notEqual((await judge(`From: ceo@expenses.example\r\n${raw}`)).status.result, 'pass')
  })

  it('D06: To, Cc, Subject, Date and Message-ID can be neither changed nor added', async () => {
    for (const header of ['To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type']) {
      const raw = await composeSigned()
      const changed = raw.replace(new RegExp(`\\r\\n${header}: .`), `\r\n${header}: ~`)
      assert.notEqual(changed, raw, header)
      assert.notEqual((await judge(changed)).status.result, 'pass', header)
    }
    for (const header of ['To', 'Cc', 'Reply-To', 'Subject', 'Date', 'Message-ID'])
      assert.notEqual(
        (await judge(`${header}: victim@c.example\r\n${await composeSigned()}`)).status.result,
        'pass',
        header,
      )
  })

  it('survives what relays may do: refolded headers, trailing space, an added Received line', async () => {
    const raw = await composeSigned({ cc: ['alex@contoso.example'] })
    const relayed = `Received: from a.example by b.example\r\n${raw}`.replace(
      '\r\nSubject: Expense 1234',
      '\r\nSubject:  Expense\r\n\t1234  ',
    )
    assert.equal((await judge(relayed)).status.result, 'pass')
  })
})
