import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OutlookCard } from '@countersign/core/cards'
import type { Admission, Provider } from '../../src/index.js'
import { compose } from '../support/compose.js'
import {
  ADELE,
  ALEX,
  admit,
  type AdmitOptions,
  codesOf,
  makeCard,
  NOW,
  provider,
  SENDER,
  signedHtml,
  STRANGER,
  unsignedHtml,
} from '../support/world.js'

const DAY = 24 * 60 * 60 * 1000

async function errorsOf(
  composed: Parameters<typeof compose>[0],
  options: AdmitOptions = {},
): Promise<string[]> {
  const admission = await admit(await compose(composed), options)
  assert.equal(admission.outcome, 'withheld')
  assert.equal(admission.card, undefined)
  return codesOf(admission, 'error')
}

function cardWithUrl(url: string, extra: object = {}): OutlookCard {
  return makeCard({ actions: [{ type: 'Action.Http', title: 'x', method: 'POST', body: '', url, ...extra }] })
}

describe('the sender', () => {
  it('B04: From must be a registered sender of this provider', async () => {
    const senders = ['someone-else@contoso.example', `${SENDER}.evil.example`, 'approvals@contoso.examp1e']
    const unregistered = { provider: { ...provider, senders } }
    assert.deepEqual(await errorsOf({ html: await signedHtml() }, unregistered), ['SENDER_UNREGISTERED'])
    assert.deepEqual(await errorsOf({ html: unsignedHtml() }, unregistered), ['SENDER_UNREGISTERED'])
    const none = { provider: { ...provider, senders: [] } }
    assert.deepEqual(await errorsOf({ html: unsignedHtml() }, none), ['SENDER_UNREGISTERED'])
  })

  it('B04: the signed sender must be From', async () => {
    const html = await signedHtml({ sender: 'other@contoso.example' })
    assert.deepEqual(await errorsOf({ html }), ['SIGNED_SENDER_MISMATCH'])
    const both = { provider: { ...provider, senders: [SENDER, 'other@contoso.example'] } }
    assert.deepEqual(await errorsOf({ html }, both), ['SIGNED_SENDER_MISMATCH'])
    const admission = await admit(await compose({ html: await signedHtml({ sender: SENDER.toUpperCase() }) }))
    assert.equal(admission.outcome, 'shown')
  })
})

describe('the recipients', () => {
  it('B04: the signed recipients are exactly To and Cc, in any order and ASCII case', async () => {
    const recipients = [ALEX.toUpperCase(), ADELE]
    const admission = await admit(await compose({ cc: ALEX, html: await signedHtml({ recipients }) }))
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
  })

  it('B04: refuses recipients left out, added or look-alike', async () => {
    for (const [recipients, cc] of [
      [[ADELE], ALEX],
      [[ADELE, ALEX], undefined],
      [[ADELE, 'x@contoso.example'], ALEX],
      [['adele+x@contoso.example'], undefined],
      [['\u0430dele@contoso.example'], undefined],
      [['adele@contoso.example.evil.example'], undefined],
    ] as const)
      assert.deepEqual(await errorsOf({ ...(cc ? { cc } : {}), html: await signedHtml({ recipients }) }), [
        'SIGNED_RECIPIENTS_MISMATCH',
      ])
  })

  it('I04: a forwarded, re-sent or blind-copied card shows nothing to whom it was not addressed', async () => {
    for (const html of [await signedHtml(), unsignedHtml()])
      for (const rcptTo of [
        ALEX,
        'adele@contoso.example.evil.example',
        'adele+x@contoso.example',
        'mallory@fabrikam.example',
      ])
        assert.deepEqual(await errorsOf({ html }, { envelope: { rcptTo } }), ['MAILBOX_NOT_ADDRESSED'])
  })

  it('I04: a forward under a new From and To keeps nothing of the card’s proof', async () => {
    const html = await signedHtml()
    const forward = { from: ADELE, to: ALEX, html }
    const errors = await errorsOf(forward, { envelope: { ...STRANGER, mailFrom: ADELE, rcptTo: ALEX } })
    assert.deepEqual(errors, ['SENDER_UNREGISTERED', 'SIGNED_SENDER_MISMATCH', 'SIGNED_RECIPIENTS_MISMATCH'])
  })

  it('D06: raw re-delivery of a signed card from another host, to a stranger, shows nothing', async () => {
    const raw = await compose({ html: await signedHtml() })
    const admission = await admit(raw, {
      envelope: { ...STRANGER, mailFrom: 'm@evil.example', rcptTo: 'mallory@evil.example' },
    })
    assert.deepEqual(codesOf(admission, 'error'), ['MAILBOX_NOT_ADDRESSED'])
    assert.equal(admission.outcome, 'withheld')
  })

  it('takes another address of the same mailbox where the caller says so', async () => {
    const html = await signedHtml({ recipients: ['adele.vance@contoso.example'] })
    const raw = await compose({ to: 'adele.vance@contoso.example', html })
    assert.equal((await admit(raw)).outcome, 'withheld')
    const readerIsRecipient = (reader: string, recipient: string) =>
      reader === ADELE && recipient === 'adele.vance@contoso.example'
    assert.equal((await admit(raw, { readerIsRecipient })).outcome, 'shown')
    const admission = await admit(raw, { readerIsRecipient, envelope: { rcptTo: ALEX } })
    assert.deepEqual(codesOf(admission, 'error'), ['MAILBOX_NOT_ADDRESSED'])
  })

  it('refuses recipients that cannot be read, and none at all', async () => {
    const raw = (await compose({ html: await signedHtml() })).toString('latin1')
    for (const [to, code] of [
      ['To: undisclosed-recipients:;', 'RECIPIENTS_MISSING'],
      [`To: ${ADELE} (${ALEX})`, 'RECIPIENTS_MALFORMED'],
      [`To: <${ADELE}`, 'RECIPIENTS_MALFORMED'],
      [`To: adele@contoso.example <${ALEX}>`, 'RECIPIENTS_MALFORMED'],
      ['X: y', 'RECIPIENTS_MISSING'],
    ] as const) {
      const admission = await admit(Buffer.from(raw.replace(`To: ${ADELE}`, to), 'latin1'))
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes(code), to)
    }
  })
})

describe('the targets', () => {
  it('B05: refuses http and unregistered target URLs, with the text that the vendor shows', async () => {
    for (const url of [
      'http://expenses.contoso.example/approve',
      'https://evil.example/approve',
      'https://notexpenses.contoso.example/',
      'https://contoso.example/',
      'https://expenses.contoso.example.evil.example/',
      'https://expenses.contoso.example@evil.example/',
      'https://evil.example\\@expenses.contoso.example/',
      'https://expenses.contoso.example:8443/',
      '//expenses.contoso.example/',
      'javascript:alert(1)',
      '',
    ])
      for (const html of [unsignedHtml(cardWithUrl(url)), await signedHtml({ card: cardWithUrl(url) })]) {
        const admission = await admit(await compose({ html }))
        assert.equal(admission.outcome, 'withheld', url)
        const finding = admission.findings.find(({ severity }) => severity === 'error')
        assert.equal(finding?.code, 'TARGET_UNREGISTERED', url)
        assert.equal(finding.vendorText, `Target URL '${url}' is not allowed`)
        assert.equal(finding.path, '/actions/0')
      }
  })

  it('H05, H08: shows of a refused URL neither a token nor a control character', async () => {
    const token = `eyJhbGciOiJkaXIifQ..${'A'.repeat(16)}.${'Bc'.repeat(100)}.${'D'.repeat(22)}`
    for (const url of [
      `https://evil.example/${token}`,
      `https://evil.example/?cst=${token}`,
      `https://u:${token}@evil.example/\u001b[2J`,
      token,
    ]) {
      const admission = await admit(await compose({ html: unsignedHtml(cardWithUrl(url)) }))
      assert.ok(codesOf(admission, 'error').includes('TARGET_UNREGISTERED'), url)
      const shown = admission.findings.map(({ message, vendorText }) => message + String(vendorText)).join('')
      // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
      assert.doesNotMatch(shown, /BcBc|\u001b/, url)
    }
  })

  it('B05: an input in the host would choose the target after the check', async () => {
    for (const url of [
      'https://{{host.value}}.expenses.contoso.example/',
      'https://{{host.value}}/',
      '{{url.value}}',
      'https://expenses.contoso.example{{x.value}}/',
    ])
      assert.ok(
        (await errorsOf({ html: unsignedHtml(cardWithUrl(url)) })).includes('TARGET_UNREGISTERED'),
        url,
      )
    const admission = await admit(
      await compose({
        html: unsignedHtml(cardWithUrl('https://expenses.contoso.example/{{item.value}}?q={{q.value}}')),
      }),
    )
    assert.equal(admission.outcome, 'shown')
  })

  it('B05: looks at hidden actions too: ShowCard, selectAction, ActionSet, autoInvokeAction', async () => {
    const evil = { type: 'Action.Http', method: 'POST', body: '', url: 'https://evil.example/' } as const
    for (const changes of [
      { autoInvokeAction: evil },
      { selectAction: evil },
      { actions: [{ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', actions: [evil] } }] },
      { body: [{ type: 'ActionSet', actions: [evil] }] },
      {
        body: [
          { type: 'Container', items: [{ type: 'Image', url: 'https://x.example/', selectAction: evil }] },
        ],
      },
    ] as unknown as Partial<OutlookCard>[])
      assert.deepEqual(await errorsOf({ html: await signedHtml({ card: makeCard(changes) }) }), [
        'TARGET_UNREGISTERED',
      ])
  })

  it('B05: allows subdomains of a registered host, and nothing without targets', async () => {
    const html = unsignedHtml(cardWithUrl('https://eu.expenses.contoso.example/x'))
    assert.equal((await admit(await compose({ html }))).outcome, 'shown')
    assert.deepEqual(await errorsOf({ html }, { provider: { ...provider, targets: [] } }), [
      'TARGET_UNREGISTERED',
    ])
  })
})

describe('lint', () => {
  it('B06: a per-user token in a card that several people can read is a finding', async () => {
    const card = cardWithUrl(
      'https://expenses.contoso.example/approve?cst=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA',
    )
    const several = await admit(
      await compose({ cc: ALEX, html: await signedHtml({ card, recipients: [ADELE, ALEX] }) }),
    )
    const alone = await admit(await compose({ html: await signedHtml({ card }) }))
    const added = codesOf(several).filter((code) => !codesOf(alone).includes(code))
    assert.equal(added.length, 1, JSON.stringify(several.findings, null, 1))
    assert.match(added[0] ?? '', /TOKEN|READ|SHARED|RECIPIENT/)
  })

  it('never withholds by itself: remarks are warnings at most', async () => {
    const admission = await admit(await compose({ html: unsignedHtml(makeCard({ version: '1.4' })) }))
    assert.equal(admission.outcome, 'shown')
    assert.ok(codesOf(admission, 'warning').some((code) => code.startsWith('CARD_')))
  })
})

describe('the scope', () => {
  const scopes: readonly [Partial<Provider>, AdmitOptions, boolean][] = [
    [{ scope: 'test-users', testUsers: [ADELE.toUpperCase()] }, {}, true],
    [{ scope: 'test-users', testUsers: [ALEX] }, {}, false],
    [{ scope: 'test-users' }, {}, false],
    [
      { scope: 'organization', tenantId: 't1' },
      { scopeMembers: (tenant, address) => tenant === 't1' && address === ADELE },
      true,
    ],
    [{ scope: 'organization', tenantId: 't2' }, { scopeMembers: (tenant) => tenant === 't1' }, false],
    [{ scope: 'organization', tenantId: 't1' }, {}, false],
    [{ scope: 'organization' }, { scopeMembers: () => true }, false],
    [{ scope: 'toString' as 'global' }, {}, false],
  ]

  it('admits the members of the scope and nobody else', async () => {
    const raw = await compose({ html: await signedHtml() })
    for (const [changes, options, member] of scopes) {
      const admission = await admit(raw, { ...options, provider: { ...provider, ...changes } })
      assert.equal(admission.outcome, member ? 'shown' : 'withheld', JSON.stringify(changes))
      assert.ok(codesOf(admission).includes(member ? 'SCOPE_MEMBER' : 'SCOPE_OUTSIDE'))
    }
  })
})

describe('the age', () => {
  it('R09: no action on a message older than a month', async () => {
    const date = new Date(NOW - 30 * DAY - 1000)
    assert.deepEqual(await errorsOf({ html: unsignedHtml(), date }), ['MESSAGE_TOO_OLD'])
    const signed = await signedHtml({ now: date.getTime() })
    assert.deepEqual(await errorsOf({ html: signed, date }), ['MESSAGE_TOO_OLD', 'CARD_SIGNED_TOO_LONG_AGO'])
    const recent = new Date(NOW - 29 * DAY)
    assert.equal((await admit(await compose({ html: unsignedHtml(), date: recent }))).outcome, 'shown')
  })

  it('R09: an old signed card in a mail with a new Date is old all the same', async () => {
    const html = await signedHtml({ now: NOW - 31 * DAY })
    assert.deepEqual(await errorsOf({ html }), ['CARD_SIGNED_TOO_LONG_AGO'])
  })

  it('B09: refuses iat far from the Date, and in the future', async () => {
    assert.deepEqual(await errorsOf({ html: await signedHtml({ now: NOW - 2 * DAY }) }), [
      'CARD_SIGNED_FOR_OTHER_MAIL',
    ])
    assert.deepEqual(await errorsOf({ html: await signedHtml({ now: NOW + 301_000 }) }), [
      'CARD_SIGNED_IN_FUTURE',
    ])
    assert.equal(
      (await admit(await compose({ html: await signedHtml({ now: NOW + 299_000 }) }))).outcome,
      'shown',
    )
  })

  it('R09: takes a signed card without Date by its iat, and an unsigned one not at all', async () => {
    const withoutDate = async (html: string): Promise<Admission> => {
      const raw = (await compose({ html })).toString('latin1')
      return admit(Buffer.from(raw.replace(/^Date:.*\r\n/m, ''), 'latin1'))
    }
    const recent = await withoutDate(await signedHtml({ now: NOW - 1000 }))
    assert.equal(recent.outcome, 'shown')
    assert.ok(codesOf(recent, 'warning').includes('DATE_ABSENT'))
    for (const [html, code] of [
      [await signedHtml({ now: NOW - 2 * DAY }), 'CARD_SIGNED_FOR_OTHER_MAIL'],
      [await signedHtml({ now: NOW - 31 * DAY }), 'CARD_SIGNED_TOO_LONG_AGO'],
      [await signedHtml({ now: NOW + 301_000 }), 'CARD_SIGNED_IN_FUTURE'],
      [unsignedHtml(), 'DATE_MISSING'],
    ] as const) {
      const admission = await withoutDate(html)
      assert.equal(admission.outcome, 'withheld', code)
      assert.ok(codesOf(admission, 'error').includes(code), code)
    }
  })

  it('R09: refuses a Date in the future or unreadable', async () => {
    const html = await signedHtml()
    assert.deepEqual(await errorsOf({ html, date: new Date(NOW + 301_000) }), ['DATE_IN_FUTURE'])
    const raw = (await compose({ html })).toString('latin1')
    for (const date of [
      'Date:',
      'Date: yesterday',
      'Date: 1',
      'Date: 2026-06-01',
      'Date: Mon, 99 Jun 2026 12:00:00 +0000',
    ]) {
      const admission = await admit(Buffer.from(raw.replace(/^Date:.*$/m, date), 'latin1'))
      assert.ok(codesOf(admission, 'error').includes('DATE_MISSING'), date)
      assert.equal(admission.outcome, 'withheld')
    }
  })
})
