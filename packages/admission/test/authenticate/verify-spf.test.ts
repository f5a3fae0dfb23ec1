import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStaticZone, type DnsResolver } from '../../src/index.js'
import { compose } from '../support/compose.js'
import {
  admit,
  codesOf,
  signedHtml,
  STRANGER,
  unsignedHtml,
  zoneRecords,
  SENDING_HOST,
} from '../support/world.js'

const unsigned = await compose({ html: unsignedHtml(), dkim: false })

function failing(code: string, names: readonly string[], records = {}): DnsResolver {
  const zone = createStaticZone({ ...zoneRecords(), ...records })
  return (name, type) =>
    names.includes(name) && type === 'TXT'
      ? Promise.reject(Object.assign(new Error('no'), { code }))
      : zone(name, type)
}

describe('verifySpf', () => {
  it('passes for the listed host of the From domain, with a warning that DKIM is missing', async () => {
    const admission = await admit(unsigned)
    assert.equal(admission.outcome, 'shown')
    assert.deepEqual(admission.authentication.spf.result, 'pass')
    assert.ok(codesOf(admission, 'warning').includes('SENDER_VERIFIED_PARTLY'))
  })

  it('refuses a host that is not listed', async () => {
    const admission = await admit(unsigned, { envelope: STRANGER })
    assert.equal(admission.authentication.spf.result, 'fail')
    assert.deepEqual(codesOf(admission, 'error'), ['SENDER_UNVERIFIED'])
  })

  it('D03: a pass by an included third party for its own domain proves nothing about From', async () => {
    const admission = await admit(unsigned, {
      envelope: { mailFrom: 'bounce@mailer.example' },
      records: {
        'mailer.example': { TXT: 'v=spf1 include:_spf.provider.example -all' },
        '_spf.provider.example': { TXT: `v=spf1 ip4:${SENDING_HOST} -all` },
      },
    })
    assert.equal(admission.authentication.spf.result, 'pass')
    assert.equal(admission.authentication.spf.aligned, false)
    assert.ok(codesOf(admission).includes('SPF_UNALIGNED'))
    assert.deepEqual(codesOf(admission, 'error'), ['SENDER_UNVERIFIED'])
  })

  it('D03: the null sender is judged by HELO, and only counts when that is aligned', async () => {
    const records = {
      'mail.contoso.example': { TXT: 'v=spf1 a -all', A: SENDING_HOST },
      'mail.evil.example': { TXT: 'v=spf1 +all' },
    }
    const good = await admit(unsigned, { envelope: { mailFrom: '' }, records })
    assert.equal(good.outcome, 'shown', JSON.stringify(good.authentication))
    const bad = await admit(unsigned, { envelope: { mailFrom: '', helo: 'mail.evil.example' }, records })
    assert.equal(bad.authentication.spf.result, 'pass')
    assert.equal(bad.outcome, 'withheld')
  })

  it('D03: a MAIL FROM of several addresses or domains asks nobody', async () => {
    for (const mailFrom of [
      'a@evil.example@contoso.example',
      'a@contoso.example, b@evil.example',
      'contoso.example',
    ]) {
      const admission = await admit(unsigned, { envelope: { mailFrom } })
      assert.equal(admission.authentication.spf.result, 'none')
      assert.equal(admission.outcome, 'withheld')
    }
  })

  it('D05: a failing look-up is a temporary error, not a pass', async () => {
    for (const code of ['ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ECANCELLED']) {
      const admission = await admit(unsigned, { resolver: failing(code, ['contoso.example']) })
      assert.equal(admission.authentication.spf.result, 'temperror')
      assert.deepEqual(codesOf(admission, 'error'), ['SENDER_UNDECIDED'])
    }
  })

  it('D05: a failure inside include or redirect is one too, and what follows it does not count', async () => {
    for (const record of ['v=spf1 include:part.example +all', 'v=spf1 redirect=part.example']) {
      const records = { 'contoso.example': { TXT: record } }
      const admission = await admit(unsigned, { resolver: failing('ESERVFAIL', ['part.example'], records) })
      assert.equal(admission.authentication.spf.result, 'temperror', record)
      assert.equal(admission.outcome, 'withheld')
    }
  })

  it('D05: with DKIM passing, a failing SPF look-up costs the strict mode only', async () => {
    const raw = await compose({ html: unsignedHtml() })
    const resolver = failing('ETIMEOUT', ['contoso.example'])
    assert.equal((await admit(raw, { resolver })).outcome, 'shown')
    const strict = await admit(raw, { resolver, strict: true })
    assert.deepEqual(codesOf(strict, 'error'), ['SENDER_UNDECIDED'])
  })

  it('a signed card needs neither, and says that it stands alone', async () => {
    const admission = await admit(await compose({ html: await signedHtml(), dkim: false }), {
      envelope: STRANGER,
    })
    assert.equal(admission.outcome, 'shown')
    assert.ok(codesOf(admission, 'warning').includes('SENDER_VERIFIED_PARTLY'))
  })

  it('strict asks an unsigned card for DKIM and SPF', async () => {
    assert.equal((await admit(unsigned, { strict: true })).outcome, 'withheld')
    const both = await admit(await compose({ html: unsignedHtml() }), { strict: true })
    assert.equal(both.outcome, 'shown')
    assert.deepEqual(
      codesOf(both, 'warning').filter((code) => code.startsWith('SENDER')),
      [],
    )
  })

  it('stops a record that includes itself', async () => {
    const records = { 'contoso.example': { TXT: 'v=spf1 include:contoso.example +all' } }
    const admission = await admit(unsigned, { records })
    assert.notEqual(admission.authentication.spf.result, 'pass')
    assert.equal(admission.outcome, 'withheld')
  })
})
