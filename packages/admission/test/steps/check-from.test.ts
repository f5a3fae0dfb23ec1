import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compose, COVERING, PLAIN_HEADERS, rawMail } from '../support/compose.js'
import { signDkim } from '../support/sign-dkim.js'
import { admit, codesOf, mailKey, SELECTOR, SENDER, signedHtml, unsignedHtml } from '../support/world.js'

const EVIL = 'mallory@evil.example'

/** A card from this From, DKIM-signed by contoso.example over whatever From there is. */
async function admitFrom(fromLines: readonly string[], html = unsignedHtml()) {
  const rest = PLAIN_HEADERS.filter((line) => !line.startsWith('From:'))
  const raw = signDkim(rawMail([...fromLines, ...rest], html), {
    key: mailKey,
    domain: 'contoso.example',
    selector: SELECTOR,
    headers: [...COVERING, 'From', 'From'],
  })
  return await admit(raw)
}

describe('checkFrom', () => {
  it('accepts one plain address, with and without a display name', async () => {
    for (const from of [
      SENDER,
      `<${SENDER}>`,
      `Contoso Expenses <${SENDER}>`,
      `"Contoso, Expenses" <${SENDER.toUpperCase()}>`,
      `=?utf-8?q?Ausgaben_f=C3=BCr_Contoso?= <${SENDER}>`,
      `Ausgaben für Contoso <${SENDER}>`,
      `"${SENDER}" <${SENDER}>`,
    ]) {
      const admission = await admitFrom([`From: ${from}`])
      assert.equal(admission.outcome, 'shown', `${from}: ${JSON.stringify(admission.findings)}`)
    }
  })

  it('D04: refuses several From headers, wherever the second stands and however it is written', async () => {
    const html = await signedHtml()
    for (const lines of [
      [`From: ${SENDER}`, `From: ${EVIL}`],
      [`From: ${EVIL}`, `From: ${SENDER}`],
      [`From: ${SENDER}`, `FROM: ${SENDER}`],
      [`From: ${SENDER}`, `fRoM:${EVIL}`],
    ])
      for (const card of [html, unsignedHtml()]) {
        const admission = await admitFrom(lines, card)
        assert.equal(admission.outcome, 'withheld')
        assert.ok(codesOf(admission, 'error').includes('FROM_SEVERAL'))
      }
  })

  it('D04: refuses a second From in disguise: blank before the colon, blank folded line, control characters', async () => {
    for (const line of [
      `From : ${EVIL}`,
      `From\t: ${EVIL}`,
      `X: y\r\n \r\nFrom: ${EVIL}`,
      `X: y\rFrom: ${EVIL}`,
      `\u00a0From: ${EVIL}`,
      `X: \u0000`,
    ]) {
      const admission = await admitFrom([`From: ${SENDER}`, line])
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('MAIL_HEADER_MALFORMED'), JSON.stringify(line))
    }
  })

  it('D04: refuses From with several addresses, groups included', async () => {
    for (const from of [
      `${SENDER}, ${EVIL}`,
      `${EVIL}, ${SENDER}`,
      `${SENDER}, ${SENDER}`,
      `Team: ${SENDER}, ${EVIL};`,
      `A <${SENDER}>, B <${EVIL}>`,
    ]) {
      const admission = await admitFrom([`From: ${from}`])
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('FROM_SEVERAL'), from)
    }
  })

  it('D04: refuses an address in the display name that is not the real one', async () => {
    for (const name of [
      `"ceo@contoso.example"`,
      `"The Boss (ceo@contoso.example)"`,
      `=?utf-8?q?ceo=40contoso=2Eexample?=`,
      `=?utf-8?b?${Buffer.from('ceo@contoso.example').toString('base64')}?=`,
      `"ceo＠contoso.example"`,
      `"${SENDER}, ceo@contoso.example"`,
    ]) {
      const admission = await admitFrom([`From: ${name} <${SENDER}>`])
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('FROM_DISPLAY_NAME'), name)
    }
  })

  it('D04: refuses what two readers take for different addresses', async () => {
    for (const from of [
      `ceo@contoso.example <${EVIL}>`,
      `<${SENDER}> <${EVIL}>`,
      `<${EVIL}>, <${SENDER}`,
      `${SENDER} (${EVIL})`,
      `(x) ${SENDER}`,
      `"${SENDER}"@evil.example`,
      `=?utf-8?q?approvals=40contoso=2Eexample?=`,
      `=?utf-8?q?approvals?=@contoso.example`,
      `<@evil.example:${SENDER}>`,
      `approvals@contoso.example\u0430`,
      `\u0430pprovals@contoso.example`,
      `${SENDER} ${EVIL}`,
      `;${SENDER}`,
      `Team: ${SENDER}`,
    ]) {
      const admission = await admitFrom([`From: ${from}`])
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('FROM_MALFORMED'), from)
    }
  })

  it('D04: no From, or an empty one, shows no card', async () => {
    for (const lines of [[], ['From:'], ['From: Nobody: ;'], ['From: <>']]) {
      const admission = await admitFrom(lines)
      assert.equal(admission.outcome, 'withheld')
      assert.ok(
        codesOf(admission, 'error').some((code) => code === 'FROM_MISSING' || code === 'FROM_MALFORMED'),
      )
    }
  })

  it('D04: other fields that may be there once are refused when repeated', async () => {
    for (const line of [
      'To: alex@contoso.example',
      'Cc: a@contoso.example',
      'Subject: x',
      'Date: Mon, 1 Jun 2026 11:00:00 +0000',
      'Content-Type: text/html',
    ]) {
      const html = await signedHtml()
      const raw = (await compose({ html, cc: 'megan@contoso.example' })).toString('latin1')
      const admission = await admit(Buffer.from(`${line}\r\n${raw}`, 'latin1'))
      // With two Content-Types nobody can say which part is HTML, so no card is even looked for.
      assert.equal(admission.outcome, line.startsWith('Content-Type') ? 'no-card' : 'withheld', line)
      assert.ok(codesOf(admission, 'error').includes('MAIL_FIELD_REPEATED'), line)
      assert.equal(admission.card, undefined)
    }
  })

  it('shows values of the mail on one line, without control and direction characters', async () => {
    const { findings } = await admitFrom(['From: a\u202eb\u001b[31m <x'])
    const message = findings.find(({ code }) => code === 'FROM_MALFORMED')?.message ?? ''
    assert.match(message, /u\{202e\}/)
    assert.doesNotMatch(message, /[\p{C}\p{Zl}]/u)
  })
})
