import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStaticZone } from '../../src/index.js'
import { compose } from '../support/compose.js'
import { admit, codesOf, signedHtml, unsignedHtml, zoneRecords } from '../support/world.js'

const viaSubdomain = {
  dkim: false,
  html: unsignedHtml(),
} as const

const SUBDOMAIN = {
  envelope: { mailFrom: 'bounce@news.contoso.example' },
  records: { 'news.contoso.example': { TXT: 'v=spf1 ip4:192.0.2.10 -all' } },
}

describe('verifyDmarc', () => {
  it('takes a subdomain for aligned unless the record asks for strict alignment', async () => {
    const raw = await compose(viaSubdomain)
    const relaxed = await admit(raw, SUBDOMAIN)
    assert.equal(relaxed.authentication.dmarc.result, 'pass')
    assert.equal(relaxed.outcome, 'shown')
    const strict = await admit(raw, {
      ...SUBDOMAIN,
      records: { ...SUBDOMAIN.records, '_dmarc.contoso.example': { TXT: 'v=DMARC1; p=quarantine; aspf=s' } },
    })
    assert.equal(strict.authentication.dmarc.result, 'fail')
    assert.deepEqual(codesOf(strict, 'error'), ['SENDER_DMARC_REFUSED'])
  })

  it('only warns where the policy is none', async () => {
    const admission = await admit(await compose(viaSubdomain), {
      ...SUBDOMAIN,
      records: { ...SUBDOMAIN.records, '_dmarc.contoso.example': { TXT: 'v=DMARC1; p=none; aspf=s' } },
    })
    assert.ok(codesOf(admission, 'warning').includes('DMARC_FAIL'))
    assert.equal(admission.outcome, 'shown')
  })

  it('D05: a failing look-up is a temporary error, not a pass', async () => {
    const zone = createStaticZone(zoneRecords())
    const admission = await admit(await compose({ html: await signedHtml() }), {
      resolver: (name, type) =>
        name.startsWith('_dmarc')
          ? Promise.reject(Object.assign(new Error('no'), { code: 'ESERVFAIL' }))
          : zone(name, type),
    })
    assert.equal(admission.authentication.dmarc.result, 'temperror')
    assert.ok(codesOf(admission).includes('DMARC_TEMPERROR'))
  })

  it('says none without a record', async () => {
    const admission = await admit(await compose({}), { records: { '_dmarc.contoso.example': { TXT: 'x' } } })
    assert.equal(admission.authentication.dmarc.result, 'none')
    assert.ok(codesOf(admission).includes('DMARC_NONE'))
  })
})
