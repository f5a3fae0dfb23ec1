import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  extractCards,
  generateSigningKey,
  renderCardText,
  signCard,
  verifySignedCard,
  type AnyCard,
  type MessageCard,
} from '@countersign/core'
import fc from 'fast-check'
import { parse as parseHtml } from 'parse5'
import PostalMime from 'postal-mime'
import { composeMail } from '../../src/index.js'
import { DATE, ORIGINATOR, sampleCard } from '../support/sample-card.js'
import { sampleOptions } from '../support/sample-options.js'

const signingKey = await generateSigningKey()

function signFor(card: AnyCard = sampleCard(), recipients = ['adele@contoso.example']): Promise<string> {
  const sender = 'billing@expenses.example'
  return signCard(card, { key: signingKey, originator: ORIGINATOR, sender, recipients, now: DATE.getTime() })
}

/** Any text that a header can carry: no controls, no line separators, no half surrogates, not only spaces around. */
const headerText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 120 })
  .filter((text) => !/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(text))

describe('composeMail', () => {
  it('carries a MessageCard, drawn as text, signed and unsigned', async () => {
    const card: MessageCard = {
      '@type': 'MessageCard',
      '@context': 'https://schema.org/extensions',
      originator: ORIGINATOR,
      summary: 'Expense 1234',
      sections: [{ facts: [{ name: 'Amount', value: '120.00 EUR' }] }],
    }
    for (const signedCard of [undefined, await signFor(card)]) {
      const mail = await composeMail(
        sampleOptions({ card, ...(signedCard === undefined ? {} : { signedCard }) }),
      )
      const parsed = await PostalMime.parse(Buffer.from(mail.raw))
      assert.match(parsed.text ?? '', /Amount: +120\.00 EUR/)
      const [found, ...more] = extractCards(parsed.html ?? '')
      assert.equal(more.length, 0)
      const form = signedCard === undefined ? 'unsigned' : 'signed'
      assert.deepEqual([found?.form, found?.entity], [form, 'MessageCard'])
    }
  })

  it('makes a mail with text, HTML and the unsigned card in the head', async () => {
    const mail = await composeMail(sampleOptions({ cc: ['alex@contoso.example'] }))
    const parsed = await PostalMime.parse(Buffer.from(mail.raw))
    assert.deepEqual(parsed.from, { name: 'Expenses', address: 'billing@expenses.example' })
    assert.deepEqual(
      parsed.to?.map(({ address }) => address),
      ['adele@contoso.example'],
    )
    assert.deepEqual(
      parsed.cc?.map(({ address }) => address),
      ['alex@contoso.example'],
    )
    assert.equal(parsed.subject, 'Expense 1234')
    assert.equal(parsed.date, DATE.toISOString())
    assert.equal(parsed.messageId, mail.messageId)
    assert.deepEqual(parsed.attachments, [])
    assert.equal(parsed.text?.trim(), renderCardText(sampleCard()).trim())
    assert.deepEqual(mail.envelope, {
      from: 'billing@expenses.example',
      to: ['adele@contoso.example', 'alex@contoso.example'],
    })
    const html = parsed.html ?? ''
    const [card, ...others] = extractCards(html)
    assert.deepEqual(others, [])
    assert.equal(card?.form, 'unsigned')
    assert.deepEqual(JSON.parse(card.text), sampleCard())
    assert.ok(html.indexOf('<script') < html.indexOf('</head>'))
    assert.match(html.slice(html.indexOf('<body')), /Expense 1234: 42\.00 EUR/, 'stands on its own')
  })

  it('puts a signed card at the end of the body, and it verifies after the way through the mail', async () => {
    const jws = await signFor()
    const mail = await composeMail(sampleOptions({ signedCard: jws }))
    const html = (await PostalMime.parse(Buffer.from(mail.raw))).html ?? ''
    const [card] = extractCards(html)
    assert.equal(card?.text, jws)
    assert.match(html, /<\/section>\s*<\/body>/)
    assert.deepEqual(verifySignedCard(jws, { key: signingKey }).recipients, ['adele@contoso.example'])
  })

  it('takes an HTML body and a text of the caller', async () => {
    const html = '<html><head><title>t</title></head><body><p>Bonjour à tous</p></body></html>'
    const mail = await composeMail(sampleOptions({ html, text: 'Bonjour à tous\n=3D' }))
    const parsed = await PostalMime.parse(Buffer.from(mail.raw))
    assert.match(parsed.html ?? '', /<p>Bonjour à tous<\/p>/)
    assert.equal(parsed.text?.replace(/\r\n/g, '\n').trimEnd(), 'Bonjour à tous\n=3D')
  })

  it('says at least its subject where the card shows no text', async () => {
    for (const changes of [{ text: '' }, { card: { type: 'AdaptiveCard', version: '1.0' } }] as const) {
      const parsed = await PostalMime.parse(Buffer.from((await composeMail(sampleOptions(changes))).raw))
      assert.equal(parsed.text?.trim(), 'Expense 1234')
    }
  })

  it('writes ASCII lines of at most 998 octets, ended by CRLF', async () => {
    const options = sampleOptions({
      signedCard: await signFor(sampleCard('é'.repeat(20_000))),
      card: sampleCard('é'.repeat(20_000)),
      subject: `${'x'.repeat(400)} ${'é'.repeat(400)}`,
      from: { name: 'n'.repeat(900), address: 'billing@expenses.example' },
      headers: { 'List-Unsubscribe': `<https://expenses.example/${'u'.repeat(800)}>` },
    })
    const raw = Buffer.from((await composeMail(options)).raw).toString('latin1')
    assert.equal(/[^\r]\n|\r[^\n]|[\x80-\xff]/.test(raw), false)
    assert.ok(raw.split('\r\n').every((line) => line.length <= 998))
  })

  it('gives the same bytes for the same options and key, and another Message-ID for every other mail', async () => {
    const [once, again] = [await composeMail(sampleOptions()), await composeMail(sampleOptions())]
    assert.deepEqual(once, again)
    const ids = [
      once,
      await composeMail(sampleOptions({ key: 'expense/1234/4' })),
      await composeMail(sampleOptions({ to: ['alex@contoso.example'] })),
      await composeMail(sampleOptions({ from: 'payroll@expenses.example' })),
    ].map((mail) => mail.messageId)
    assert.equal(new Set(ids).size, ids.length)
    const { key: _key, ...keyless } = sampleOptions()
    assert.notEqual((await composeMail(keyless)).messageId, (await composeMail(keyless)).messageId)
    assert.equal(
      (await composeMail(sampleOptions({ messageId: 'own.id@expenses.example' }))).messageId,
      '<own.id@expenses.example>',
    )
  })

  it('carries subjects of any Unicode unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(headerText, async (subject) => {
        const { raw } = await composeMail(sampleOptions({ subject }))
        assert.equal((await PostalMime.parse(Buffer.from(raw))).subject, subject)
      }),
    )
  })

  it('carries names of any Unicode unchanged, but for repeated spaces', async () => {
    await fc.assert(
      fc.asyncProperty(
        headerText.filter((name) => !name.includes('=?')),
        async (name) => {
          const { raw } = await composeMail(
            sampleOptions({ from: { name, address: 'billing@expenses.example' } }),
          )
          assert.deepEqual((await PostalMime.parse(Buffer.from(raw))).from, {
            name: name.replace(/ +/g, ' ').trim(),
            address: 'billing@expenses.example',
          })
        },
      ),
    )
  })

  it('B10: does not let an encoded word in a subject or header be decoded into something else', async () => {
    const subject = '=?utf-8?Q?a=0D=0ABcc:_victim@c.example?= =?utf-8?B?eA==?='
    const mail = await composeMail(sampleOptions({ subject, headers: { 'X-Note': subject } }))
    const parsed = await PostalMime.parse(Buffer.from(mail.raw))
    assert.equal(parsed.subject, subject)
    assert.equal(parsed.bcc, undefined)
  })

  it('B03: carries cards of any text byte-identical, signed and unsigned', async () => {
    const hostile = fc.constantFrom(
      '</div>',
      '</section>',
      '</script>',
      '<!--',
      '-->',
      '<script>',
      ']]>',
      '\u2028',
      '\u2029',
      '&lt;',
      '</body></html>',
      '<plaintext>',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.oneof(hostile, fc.string({ maxLength: 5 })), { maxLength: 12 })
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (value, signed) => {
        const card = sampleCard(value)
        const signedCard = signed ? await signFor(card) : undefined
        const mail = await composeMail(
          sampleOptions({ card, subject: 'x', ...(signedCard === undefined ? {} : { signedCard }) }),
        )
        const html = (await PostalMime.parse(Buffer.from(mail.raw))).html ?? ''
        const cards = extractCards(html)
        assert.equal(cards.length, 1)
        const [found] = cards
        if (signedCard !== undefined) assert.equal(found?.text, signedCard)
        else assert.deepEqual(JSON.parse(found?.text ?? ''), JSON.parse(JSON.stringify(card)))
      }),
    )
  })

  it('B03: shows a card’s markup as text, never as elements', async () => {
    const card = sampleCard('</div></title></script><img src=x onerror=alert(1)><!-- &amp;')
    const mail = await composeMail(
      sampleOptions({ card, signedCard: await signFor(card), subject: '</title><script>1</script>' }),
    )
    const html = (await PostalMime.parse(Buffer.from(mail.raw))).html ?? ''
    const names = listElements(parseHtml(html))
    assert.deepEqual(
      names.filter((name) => ['img', 'script', 'style', 'iframe'].includes(name)),
      [],
    )
    assert.equal(names.filter((name) => name === 'section').length, 1)
  })

  it('B04: refuses a signed card of another sender or other recipients', async () => {
    const refused = { code: 'ERR_MAIL_SIGNED_CARD' }
    const own = await signFor()
    await assert.rejects(
      composeMail(sampleOptions({ signedCard: own, to: ['alex@contoso.example'] })),
      refused,
    )
    await assert.rejects(
      composeMail(sampleOptions({ signedCard: own, cc: ['alex@contoso.example'] })),
      refused,
    )
    await assert.rejects(
      composeMail(sampleOptions({ signedCard: own, from: 'other@expenses.example' })),
      refused,
    )
    const wide = await signFor(sampleCard(), ['adele@contoso.example', 'alex@contoso.example'])
    await assert.rejects(composeMail(sampleOptions({ signedCard: wide })), refused)
    await composeMail(sampleOptions({ signedCard: wide, cc: ['Alex@Contoso.example'] }))
  })
})

interface HtmlNode {
  readonly nodeName: string
  readonly childNodes?: readonly HtmlNode[]
}

function listElements(node: HtmlNode): readonly string[] {
  return [node.nodeName, ...(node.childNodes ?? []).flatMap(listElements)]
}
