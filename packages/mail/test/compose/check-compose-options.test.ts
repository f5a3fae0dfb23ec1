import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findAddressProblem } from '../../src/compose/check-address.js'
import { composeMail, type ComposeOptions } from '../../src/index.js'
import { sampleOptions } from '../support/sample-options.js'

interface Refusal {
  readonly code: string
  readonly problems: readonly string[]
}

async function refusalOf(
  changes: Partial<ComposeOptions> & { readonly bcc?: readonly string[] },
): Promise<Refusal> {
  try {
    await composeMail(sampleOptions(changes))
  } catch (error) {
    assert.ok(error instanceof TypeError && 'code' in error && 'problems' in error, String(error))
    return error as unknown as Refusal
  }
  return assert.fail('nothing was refused')
}

/** What ends or hides a line for some reader. */
const BREAKS = ['\r\n', '\n', '\r', '\0', '\t', '\v', '\f', '\x7f', '\x85', '\u2028', '\u2029']

describe('composeMail options', () => {
  it('B10: refuses every line break and control character in every place, before composing', async () => {
    for (const bad of BREAKS.map((character) => `x${character}Bcc: victim@c.example`)) {
      const where: [string, Partial<ComposeOptions>][] = [
        ['ERR_MAIL_HEADER', { subject: bad }],
        ['ERR_MAIL_HEADER', { from: { name: bad, address: 'a@b.example' } }],
        ['ERR_MAIL_HEADER', { replyTo: { name: bad, address: 'a@b.example' } }],
        ['ERR_MAIL_HEADER', { headers: { 'X-Note': bad } }],
        ['ERR_MAIL_HEADER', { headers: { [bad]: 'x' } }],
        ['ERR_MAIL_HEADER', { messageId: `${bad}@b.example` }],
        ['ERR_MAIL_ADDRESS', { from: `${bad}@b.example` }],
        ['ERR_MAIL_ADDRESS', { from: `a@b.example${bad}` }],
        ['ERR_MAIL_ADDRESS', { to: [`a@b.example${bad}`] }],
        ['ERR_MAIL_ADDRESS', { cc: [`${bad}@b.example`] }],
        ['ERR_MAIL_ADDRESS', { replyTo: `a@b.example${bad}` }],
      ]
      for (const [code, changes] of where)
        assert.equal((await refusalOf(changes)).code, code, JSON.stringify(changes))
    }
  })

  it('B10: refuses half surrogates, over-long texts and encoded words in names', async () => {
    assert.equal((await refusalOf({ subject: 'a\ud800b' })).code, 'ERR_MAIL_HEADER')
    assert.equal((await refusalOf({ subject: 'x'.repeat(901) })).code, 'ERR_MAIL_HEADER')
    const name = '=?utf-8?Q?a=0D=0Ab?='
    assert.equal((await refusalOf({ from: { name, address: 'a@b.example' } })).code, 'ERR_MAIL_HEADER')
  })

  it('B10: takes no address that a mail program could read as two, or as another', () => {
    const bad = [
      '',
      '@',
      'a@',
      '@b.example',
      'a',
      'a@b@c.example',
      'a b@c.example',
      '"a b"@c.example',
      'a,b@c.example',
      'a;b@c.example',
      'Adele <a@b.example>',
      '<a@b.example>',
      'a@b.example,c@d.example',
      'a(x)@b.example',
      'a@[192.0.2.1]',
      'a@b..example',
      '.a@b.example',
      'a.@b.example',
      'a..b@c.example',
      'a@-b.example',
      'a@b-.example',
      'a@b_c.example',
      'adéle@b.example',
      'a@bücher.example',
      'a@b.example.',
      'a:b@c.example',
      'a\\b@c.example',
      `${'a'.repeat(65)}@b.example`,
      `a@${'b'.repeat(64)}.example`,
      `a@${'b.'.repeat(130)}example`,
      'a@b.example ',
      ' a@b.example',
      7,
      undefined,
    ]
    for (const address of bad) assert.notEqual(findAddressProblem(address), undefined, String(address))
    const good = [
      'a@b.example',
      'A.b+c@sub.b.example',
      "o'neil@b.example",
      'a@localhost',
      'a@xn--bcher-kva.example',
      `${'a'.repeat(64)}@b.example`,
    ]
    for (const address of good) assert.equal(findAddressProblem(address), undefined, address)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (findAddressProblem(text) === undefined)
          assert.match(text, /^[!#-'*+./0-9=?A-Z^-~-]+@[A-Za-z0-9.-]+$/)
      }),
    )
  })

  it('lists all problems at once', async () => {
    const { problems } = await refusalOf({
      from: 'nobody',
      to: ['a', 'b@c.example', 'B@C.example'],
      subject: '',
      date: new Date(Number.NaN),
      headers: { To: 'x', 'X-A': '1', 'x-a': '2' },
    })
    assert.equal(problems.length, 7, problems.join('\n'))
  })

  it('refuses a hidden recipient, no recipient, and headers that it writes itself', async () => {
    assert.match((await refusalOf({ bcc: ['a@b.example'] })).problems[0] ?? '', /bcc/)
    assert.equal((await refusalOf({ to: [] })).code, 'ERR_MAIL_OPTIONS')
    for (const name of [
      'Bcc',
      'from',
      'Content-Type',
      'MIME-Version',
      'DKIM-Signature',
      'Resent-To',
      'Message-ID',
      'Date',
      'Sender',
    ])
      assert.equal((await refusalOf({ headers: { [name]: 'x' } })).code, 'ERR_MAIL_OPTIONS', name)
  })

  it('D01, D07: refuses a DKIM domain that From does not align with, and weak or public keys', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const weak = generateKeyPairSync('rsa', { modulusLength: 1022 }).privateKey
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const dkim = { domain: 'expenses.example', selector: 's1', key: privateKey }
    for (const domain of ['other.example', 'example', 'nses.example', 'mail.expenses.example', 'a b', ''])
      assert.equal((await refusalOf({ dkim: { ...dkim, domain } })).code, 'ERR_MAIL_OPTIONS', domain)
    for (const key of [weak, publicKey, elliptic, 'no key'])
      assert.equal((await refusalOf({ dkim: { ...dkim, key } })).code, 'ERR_MAIL_OPTIONS')
    assert.equal((await refusalOf({ dkim: { ...dkim, selector: 's; l=0' } })).code, 'ERR_MAIL_OPTIONS')
    await composeMail(sampleOptions({ dkim: { ...dkim, domain: 'Expenses.Example' } }))
    await composeMail(sampleOptions({ dkim, from: 'a@mail.expenses.example' }))
  })
})
