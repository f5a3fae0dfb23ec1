import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  MAX_HEADER_BYTES,
  MAX_HEADER_FIELDS,
  MAX_MAIL_BYTES,
  MAX_MAIL_LINES,
  MAX_MIME_DEPTH,
  MAX_MIME_PARTS,
} from '../../src/limits.js'
import { readMessage } from '../../src/read/read-message.js'
import { walkLeaves } from '../../src/read/find-html-part.js'
import { compose, PLAIN_HEADERS, rawMail } from '../support/compose.js'
import { admit, codesOf, signedHtml, unsignedHtml } from '../support/world.js'

async function assertUnread(raw: Buffer, code: string): Promise<void> {
  const admission = await admit(raw)
  assert.equal(admission.outcome, 'withheld')
  assert.deepEqual(codesOf(admission), [code])
  assert.equal(admission.card, undefined)
  assert.equal(admission.mail.subject, '')
}

function nest(levels: number): string {
  let text = 'Content-Type: text/html\r\n\r\n<p>deep</p>'
  for (let level = levels; level > 0; level--)
    text = `Content-Type: multipart/mixed; boundary=b${String(level)}\r\n\r\n--b${String(level)}\r\n${text}\r\n--b${String(level)}--`
  return text
}

describe('readMessage', () => {
  it('refuses a mail over the size limit, and reads one at it', async () => {
    const head = rawMail(PLAIN_HEADERS, '')
    const atLimit = Buffer.concat([head, Buffer.alloc(MAX_MAIL_BYTES - head.length, 'x')])
    assert.equal(readMessage(atLimit).body.length, MAX_MAIL_BYTES - head.length)
    await assertUnread(Buffer.concat([atLimit, Buffer.from('x')]), 'MAIL_TOO_LARGE')
    await assertUnread(Buffer.concat([head, Buffer.alloc(MAX_MAIL_LINES, '\n')]), 'MAIL_TOO_LARGE')
  })

  it('refuses too many header fields and too long a header section', async () => {
    const many = Array.from(
      { length: MAX_HEADER_FIELDS - PLAIN_HEADERS.length },
      (_, index) => `X-${String(index)}: y`,
    )
    assert.equal(readMessage(rawMail([...PLAIN_HEADERS, ...many], '')).fields.length, MAX_HEADER_FIELDS)
    await assertUnread(rawMail([...PLAIN_HEADERS, ...many, 'X: y'], ''), 'MAIL_HEADER_LIMIT')
    await assertUnread(
      rawMail([...PLAIN_HEADERS, `X: ${'y'.repeat(MAX_HEADER_BYTES)}`], ''),
      'MAIL_HEADER_LIMIT',
    )
  })

  it('refuses nesting over the limit, and reads to the limit', async () => {
    const leaves = [...walkLeaves(readMessage(Buffer.from(nest(MAX_MIME_DEPTH))).tree)]
    assert.deepEqual(
      leaves.map(({ type }) => type),
      ['text/html'],
    )
    await assertUnread(Buffer.from(nest(MAX_MIME_DEPTH + 1)), 'MAIL_STRUCTURE_LIMIT')
    await assertUnread(Buffer.from(nest(2000)), 'MAIL_STRUCTURE_LIMIT')
  })

  it('refuses too many parts', async () => {
    const mail = (parts: number) =>
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(parts)}--b--`)
    assert.equal([...walkLeaves(readMessage(mail(MAX_MIME_PARTS - 1)).tree)].length, MAX_MIME_PARTS - 1)
    await assertUnread(mail(MAX_MIME_PARTS), 'MAIL_STRUCTURE_LIMIT')
    await assertUnread(mail(40_000), 'MAIL_STRUCTURE_LIMIT')
  })

  it('counts parts that cannot be read among them', async () => {
    const mail = (parts: number) =>
      Buffer.from(
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nno colon\r\n'.repeat(parts)}--b--`,
      )
    assert.equal([...walkLeaves(readMessage(mail(MAX_MIME_PARTS - 1)).tree)].length, MAX_MIME_PARTS - 1)
    await assertUnread(mail(MAX_MIME_PARTS), 'MAIL_STRUCTURE_LIMIT')
    await assertUnread(mail(40_000), 'MAIL_STRUCTURE_LIMIT')
  })

  it('reads bare LF as line ends, alike for verification and parsing', async () => {
    const raw = await compose({ html: await signedHtml() })
    const unix = Buffer.from(raw.toString('latin1').replace(/\r\n/g, '\n'), 'latin1')
    const admission = await admit(unix)
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
    assert.equal(admission.authentication.dkim.result, 'pass')
  })

  it('a header section ends at the first empty line, whatever follows', async () => {
    const late = rawMail(['Subject: x'], `From: approvals@contoso.example\r\n\r\n${unsignedHtml()}`)
    assert.equal((await admit(late)).outcome, 'no-card')
    const empty = await admit(Buffer.from(`\r\n${rawMail(PLAIN_HEADERS, unsignedHtml()).toString()}`))
    assert.equal(empty.outcome, 'no-card')
    assert.deepEqual(empty.mail.headers, [])
  })

  it('takes linear time over long runs of blanks, dashes and delimiters', async () => {
    const long = 1_000_000
    for (const [fields, body] of [
      [['Content-Type: text/html', 'Content-Transfer-Encoding: quoted-printable'], `${' '.repeat(long)}x`],
      [['Content-Type: text/html', 'Content-Transfer-Encoding: base64'], ' '.repeat(long)],
      [['Content-Type: multipart/mixed; boundary=-'], '-'.repeat(long)],
      [['Content-Type: multipart/mixed; boundary=b'], `--b${' '.repeat(long)}x`],
      [['Content-Type: text/html'], '\n'.repeat(long / 100)],
      [['Content-Type: text/html'], '<section itemscope '.repeat(long / 20)],
    ] as const) {
      const { outcome } = await admit(rawMail([...PLAIN_HEADERS.slice(0, -1), ...fields], body))
      assert.equal(outcome, 'no-card')
    }
  })
})
