import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compose, COVERING, rawMail } from '../support/compose.js'
import { signDkim } from '../support/sign-dkim.js'
import {
  ADELE,
  admit,
  codesOf,
  HTML,
  mailKey,
  makeMessageCard,
  NOW,
  SELECTOR,
  SENDER,
  signedHtml,
  unsignedHtml,
} from '../support/world.js'

const HEAD = [
  `From: ${SENDER}`,
  `To: ${ADELE}`,
  'Subject: Expense 1234',
  `Date: ${new Date(NOW - 60_000).toUTCString()}`,
  'MIME-Version: 1.0',
]

/** A mail by hand, signed as it stands. */
async function admitBody(contentFields: readonly string[], body: string) {
  const raw = rawMail([...HEAD, ...contentFields], body)
  return await admit(
    signDkim(raw, { key: mailKey, domain: 'contoso.example', selector: SELECTOR, headers: COVERING }),
  )
}

function multipart(
  type: string,
  parts: readonly (readonly [fields: readonly string[], body: string])[],
  boundary = 'b1',
) {
  const lines = parts.flatMap(([fields, body]) => [`--${boundary}`, ...fields, '', body])
  return {
    field: `Content-Type: multipart/${type}; boundary="${boundary}"`,
    body: [...lines, `--${boundary}--`, ''].join('\r\n'),
  }
}

const TEXT = [['Content-Type: text/plain'], 'text'] as const
const CARD_HTML = ['Content-Type: text/html; charset=utf-8'] as const

describe('findCard', () => {
  it('finds the card in every shape that mailers give a mail', async () => {
    const html = await signedHtml()
    const alternative = multipart('alternative', [TEXT, [CARD_HTML, html]])
    const inner = multipart('alternative', [TEXT, [CARD_HTML, html]], 'inner')
    const mixed = multipart('mixed', [
      [[inner.field], inner.body],
      [['Content-Type: application/pdf; name=a.pdf'], 'x'],
    ])
    const related = multipart('related', [
      [CARD_HTML, html],
      [['Content-Type: image/png', 'Content-ID: <1>'], 'x'],
    ])
    for (const [fields, body] of [
      [['Content-Type: text/html'], html],
      [
        ['Content-Type: text/html; charset=UTF-8', 'Content-Transfer-Encoding: base64'],
        Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n'),
      ],
      [['Content-Type: text/html; charset="us-ascii"', 'Content-Disposition: inline'], html],
      [[alternative.field], alternative.body],
      [[mixed.field], mixed.body],
      [[related.field], related.body],
    ] as const) {
      const admission = await admitBody(fields, body)
      assert.equal(
        admission.outcome,
        'shown',
        `${fields.join()} ${JSON.stringify(admission.findings, null, 1)}`,
      )
    }
  })

  it('B08: two cards, or a signed and an unsigned one, show none', async () => {
    const signed = await signedHtml()
    const section = /<section[^]*<\/section>/.exec(signed)?.[0] ?? ''
    const script = /<script[^]*<\/script>/.exec(unsignedHtml())?.[0] ?? ''
    assert.ok(section && script)
    const twice = signed.replace('</body>', `${section}</body>`)
    const mixed = signed.replace('</head>', `${script}</head>`)
    const unsignedTwice = unsignedHtml().replace('</head>', `${script}</head>`)
    for (const html of [twice, mixed, unsignedTwice]) {
      const admission = await admit(await compose({ html }))
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('CARD_SEVERAL'))
      assert.equal(admission.card, undefined)
    }
  })

  it('B11: a card in an attachment does not count', async () => {
    const html = await signedHtml()
    for (const attachment of [
      { filename: 'card.html', content: html, contentType: 'text/html' },
      { content: html, contentType: 'text/html', contentDisposition: 'attachment' as const },
      {
        filename: 'card.html',
        content: html,
        contentType: 'text/html',
        contentDisposition: 'inline' as const,
      },
    ]) {
      const admission = await admit(await compose({ attachments: [attachment] }))
      assert.equal(admission.outcome, 'no-card')
      assert.ok(codesOf(admission).includes('CARD_ELSEWHERE'))
      assert.equal(admission.card, undefined)
    }
    for (const fields of [
      ['Content-Type: text/html', 'Content-Disposition: attachment'],
      ['Content-Type: text/html; name=x.html'],
      ["Content-Type: text/html; name*=utf-8''x.html"],
      ['Content-Type: text/html', 'Content-Disposition: form-data'],
    ])
      assert.equal((await admitBody(fields, html)).outcome, 'no-card')
  })

  it('B11: a card in a nested message does not count', async () => {
    const nested = (await compose({ html: await signedHtml() })).toString('latin1')
    for (const field of [
      'Content-Type: message/rfc822',
      'Content-Type: message/global',
      'Content-Type: message/rfc822; charset=utf-8',
    ]) {
      const { field: type, body } = multipart('mixed', [TEXT, [[field], nested]])
      const admission = await admitBody([type], body)
      assert.equal(admission.outcome, 'no-card', field)
    }
    const digest = multipart('digest', [[[], nested]])
    const admission = await admitBody([digest.field], digest.body)
    assert.equal(admission.outcome, 'no-card')
    assert.ok(codesOf(admission).includes('CARD_ELSEWHERE'))
  })

  it('B11: a card in a second HTML part does not count, nor in a part beside the root of a related one', async () => {
    const html = await signedHtml()
    for (const type of ['alternative', 'mixed']) {
      const { field, body } = multipart(type, [
        [CARD_HTML, HTML],
        [CARD_HTML, html],
      ])
      const admission = await admitBody([field], body)
      assert.equal(admission.outcome, 'no-card')
      assert.ok(codesOf(admission).includes('CARD_ELSEWHERE'))
      assert.equal(admission.mail.html, HTML)
    }
    const related = multipart('related', [TEXT, [CARD_HTML, html]])
    assert.equal((await admitBody([related.field], related.body)).outcome, 'no-card')
  })

  it('B11: a card in an odd charset or encoding does not count', async () => {
    const html = await signedHtml()
    const utf7 = html.replace(/</g, '+ADw-')
    const utf16 = Buffer.from(html, 'utf16le').toString('base64')
    for (const [fields, body] of [
      [['Content-Type: text/html; charset=utf-7'], utf7],
      [['Content-Type: text/html; charset=utf-16', 'Content-Transfer-Encoding: base64'], utf16],
      [['Content-Type: text/html; charset=utf-16le', 'Content-Transfer-Encoding: base64'], utf16],
      [['Content-Type: text/html; charset=iso-2022-jp'], html],
      [['Content-Type: text/html; charset=x-user-defined'], html],
      [["Content-Type: text/html; charset*=us-ascii''utf-8"], html],
      [['Content-Type: text/html; charset=utf-8; charset=utf-7'], html],
      [['Content-Type: text/html', 'Content-Transfer-Encoding: x-uuencode'], html],
      [
        ['Content-Type: text/html', 'Content-Transfer-Encoding: base64'],
        `${Buffer.from(html).toString('base64')}!`,
      ],
      [['Content-Type: text/html', 'Content-Transfer-Encoding: quoted-printable'], `${html}=ZZ`],
    ] as const) {
      const admission = await admitBody(fields, body)
      assert.equal(admission.outcome, 'no-card', fields.join())
      assert.equal(admission.card, undefined)
    }
    for (const [fields, body] of [
      [['Content-Type: text/html; charset=utf-7; charset=utf-8'], html],
      [['Content-Type: text/html', 'Content-Type: text/plain'], html],
      [['Content-Type: text/plain', 'Content-Type: text/html'], html],
      [
        ['Content-Type: text/html', 'Content-Transfer-Encoding: 7bit', 'Content-Transfer-Encoding: base64'],
        html,
      ],
    ] as const) {
      const { field, body: inner } = multipart('mixed', [[fields, body]])
      const admission = await admitBody([field], inner)
      assert.equal(admission.outcome, 'no-card', fields.join())
      assert.ok(codesOf(admission, 'warning').includes('MAIL_PART_UNREADABLE'))
    }
    const invalid = Buffer.concat([
      rawMail([...HEAD, 'Content-Type: text/html; charset=utf-8'], html),
      Buffer.from([0xc3, 0x28]),
    ])
    const admission = await admit(invalid)
    assert.equal(admission.outcome, 'no-card')
    assert.ok(codesOf(admission, 'warning').includes('MAIL_PART_UNREADABLE'))
  })

  it('B11: no HTML is made of text/plain, and none of a media type that only looks like it', async () => {
    const html = unsignedHtml()
    for (const type of [
      'text/plain',
      'application/xhtml+xml',
      'text/htmlx',
      'text/html/x',
      'image/svg+xml',
      'text',
    ])
      assert.equal((await admitBody([`Content-Type: ${type}`], html)).outcome, 'no-card', type)
  })

  it('B11: the part is cut as the delimiters say, not as a longer or shorter one looks', async () => {
    const html = await signedHtml()
    const hidden = multipart('mixed', [
      [CARD_HTML, HTML],
      [['Content-Type: text/plain'], `--b1x\r\nContent-Type: text/html\r\n\r\n${html}`],
    ])
    assert.equal((await admitBody([hidden.field], hidden.body)).outcome, 'no-card')
    const twice = multipart('mixed', [[CARD_HTML, html]])
    const field = `${twice.field}; boundary=b2`
    assert.equal((await admitBody([field], twice.body)).outcome, 'no-card')
    const epilogue = multipart('mixed', [TEXT])
    assert.equal(
      (await admitBody([epilogue.field], `${epilogue.body}--b1\r\nContent-Type: text/html\r\n\r\n${html}`))
        .outcome,
      'no-card',
    )
    const preamble = multipart('mixed', [TEXT])
    assert.equal((await admitBody([preamble.field], `${html}\r\n${preamble.body}`)).outcome, 'no-card')
  })

  it('B08: withholds two cards of different kinds', async () => {
    const message = `<script type="application/ld+json">${JSON.stringify(makeMessageCard())}</script>`
    for (const html of [await signedHtml(), unsignedHtml()]) {
      const admission = await admit(await compose({ html: html.replace('</body>', `${message}</body>`) }))
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('CARD_SEVERAL'))
    }
  })

  it('B08: withholds a card where another reader may see another one', async () => {
    const html = await signedHtml()
    const hidden = `<svg><style>${unsignedHtml()}</style></svg>`
    const admission = await admitBody(['Content-Type: text/html'], html.replace(/<body[^>]*>/, `$&${hidden}`))
    assert.equal(admission.outcome, 'withheld')
    assert.deepEqual(codesOf(admission, 'error'), ['CARD_HTML_AMBIGUOUS'])
  })
})
