import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkVisibleRecipients } from '../../src/graph/check-visible-recipients.js'
import { composeMail } from '../../src/index.js'
import { sampleOptions } from '../support/sample-options.js'

const ADELE = 'adele@contoso.example'
const ALEX = 'alex@contoso.example'
const SENDER = 'billing@expenses.example'

function check(headers: readonly string[], to: readonly string[] = [ADELE]): void {
  const raw = Buffer.from([...headers, '', 'body: To: evil@x.example'].join('\r\n'), 'latin1')
  checkVisibleRecipients({ envelope: { from: SENDER, to }, raw })
}

const from = `From: Expenses <${SENDER}>`

describe('checkVisibleRecipients', () => {
  it('takes what composeMail makes', async () => {
    const name = 'Ünï, "quoted" <x@y.example>'
    checkVisibleRecipients(
      await composeMail(sampleOptions({ from: { name, address: SENDER }, to: [ADELE], cc: [ALEX] })),
    )
  })

  it('reads names, folded lines and other cases', () => {
    check([from, `To: "V, Adele" <${ADELE}>`])
    check([from, `to:\t${ADELE.toUpperCase()},`.slice(0, -1)])
    check([from, `To: ${ADELE},\r\n =?utf-8?q?Al?= <${ALEX}>`], [ALEX, ADELE])
  })

  it('B04: refuses any difference between what is seen and who is meant', () => {
    const bad: readonly (readonly [headers: readonly string[], to?: readonly string[]])[] = [
      [[from, `To: ${ADELE}, ${ALEX}`]],
      [
        [from, `To: ${ADELE}`],
        [ADELE, ALEX],
      ],
      [[from, `To: ${ADELE}`, `Bcc: ${ALEX}`]],
      [[from, `To: ${ADELE}`, `Bcc:`]],
      [[from, `To: ${ADELE}`, `To: ${ALEX}`]],
      [[from, `To: ${ADELE}`, `Resent-To: ${ALEX}`]],
      [[from, `To : ${ALEX}`]],
      [[from]],
      [['From: other@expenses.example', `To: ${ADELE}`]],
      [[from, from, `To: ${ADELE}`]],
      [[`To: ${ADELE}`]],
      [[from, `To: group: ${ADELE};`]],
      [[from, `To: ${ADELE} (${ALEX})`]],
      [[from, `To: <@relay.example:${ADELE}>`]],
      [[from, `To: "unclosed ${ADELE}`]],
      [[from, `To: ${ALEX} <${ADELE}>`]],
      [[from, `To: ${ADELE},`]],
      [[from, `Subject: x\nBcc: ${ALEX}`, `To: ${ADELE}`]],
      [[from, `Subject: x\rBcc: ${ALEX}`, `To: ${ADELE}`]],
      [[from, `To: ${ADELE}\nBcc: ${ALEX}`]],
      [[from, `To: ${ADELE}\rBcc: ${ALEX}`]],
    ]
    for (const [headers, to] of bad)
      assert.throws(() => check(headers, to), { code: 'ERR_MAIL_REFUSED' }, headers.join(' | '))
  })

  it('either takes exactly the recipients or refuses, whatever the header holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          check([from, `To: ${text}`], [ADELE])
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'ERR_MAIL_REFUSED')
          return
        }
        assert.match(text.toLowerCase(), /adele@contoso\.example/)
      }),
    )
  })
})
