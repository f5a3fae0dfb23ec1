import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { decodeTextPart } from '../../src/read/decode-text-part.js'
import { findHtmlPart } from '../../src/read/find-html-part.js'
import { readMessage } from '../../src/read/read-message.js'
import { compose } from '../support/compose.js'

function readHtml(raw: Buffer): string | undefined {
  const part = findHtmlPart(readMessage(raw).tree)
  const decoded = part && decodeTextPart(part)
  return decoded?.ok ? decoded.text : undefined
}

describe('decodeTextPart', () => {
  it('reads the HTML of every mail that nodemailer writes, and as postal-mime reads it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
        fc.boolean(),
        async (noise, attached) => {
          const html = `<p>${noise.replace(/[\0\r\uD800-\uDFFF]/g, '')}\n=3D --b &amp;</p>`
          const attachments = attached
            ? [{ filename: 'a.html', content: '<b>not this</b>', contentType: 'text/html' }]
            : []
          const raw = await compose({ html, attachments, dkim: false })
          const ours = readHtml(raw)?.replace(/\r\n/g, '\n').trimEnd()
          assert.equal(ours, html)
          const theirs = await PostalMime.parse(raw)
          assert.equal(ours, theirs.html?.replace(/\r\n/g, '\n').trimEnd())
        },
      ),
      { numRuns: 100 },
    )
  })

  it('decodes the listed charsets, strictly', () => {
    const mail = (charset: string, bytes: readonly number[]) =>
      Buffer.concat([Buffer.from(`Content-Type: text/html; charset=${charset}\r\n\r\n`), Buffer.from(bytes)])
    assert.equal(readHtml(mail('iso-8859-1', [0xe9])), 'é')
    assert.equal(readHtml(mail('Windows-1252', [0x80])), '€')
    assert.equal(readHtml(mail('UTF-8', [0xc3, 0xa9])), 'é')
    assert.equal(readHtml(mail('utf-8', [0xe9])), undefined)
    assert.equal(readHtml(mail('us-ascii', [0xe9])), undefined)
  })
})
