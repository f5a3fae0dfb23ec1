import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { admitMail } from '../src/index.js'
import { compose } from './support/compose.js'
import { ADELE, admit, codesOf, makeCard, signedHtml, unsignedHtml } from './support/world.js'

describe('admitMail', () => {
  it('shows a signed card from a verified sender, and says so step by step', async () => {
    const admission = await admit(await compose({ html: await signedHtml() }))
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
    assert.equal(admission.signed, true)
    assert.deepEqual(admission.card, makeCard())
    assert.equal(admission.provider?.name, 'Contoso Expenses')
    assert.deepEqual(codesOf(admission, 'pass'), [
      'MAIL_READ',
      'MAIL_FIELDS_SINGLE',
      'FROM_SINGLE',
      'RECIPIENTS_READ',
      'SPF_PASS',
      'DKIM_PASS',
      'DMARC_PASS',
      'CARD_FOUND',
      'ORIGINATOR_KNOWN',
      'PROVIDER_KEY_USABLE',
      'CARD_SIGNATURE_VALID',
      'ORIGINATOR_EQUAL',
      'CARD_READ',
      'SENDER_VERIFIED',
      'SENDER_REGISTERED',
      'SIGNED_SENDER_EQUAL',
      'TARGETS_REGISTERED',
      'SIGNED_RECIPIENTS_EQUAL',
      'MAILBOX_ADDRESSED',
      'SCOPE_MEMBER',
      'AGE_WITHIN',
    ])
    assert.deepEqual(codesOf(admission, 'error'), [])
  })

  it('shows an unsigned card from a verified sender', async () => {
    const admission = await admit(await compose({ html: unsignedHtml() }))
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
    assert.equal(admission.signed, false)
    assert.equal(admission.authentication.dkim.result, 'pass')
    assert.equal(admission.authentication.spf.aligned, true)
    assert.equal(admission.authentication.dmarc.policy, 'reject')
  })

  it('calls an ordinary mail one, and still shows what it says', async () => {
    const admission = await admit(await compose({ subject: 'Grüße', to: [`Adele Vance <${ADELE}>`] }))
    assert.equal(admission.outcome, 'no-card')
    assert.equal(admission.mail.subject, 'Grüße')
    assert.deepEqual(admission.mail.to, [{ name: 'Adele Vance', address: ADELE }])
    assert.match(admission.mail.html ?? '', /expense 1234/)
    assert.match(admission.mail.text ?? '', /expense 1234/)
    assert.ok(codesOf(admission).includes('CARD_NONE'))
    assert.equal('signed' in admission, false)
  })

  it('gives every error and warning a hint', async () => {
    const { findings } = await admit(await compose({ html: unsignedHtml(), dkim: false }), {
      envelope: { remoteAddress: '198.51.100.7' },
    })
    for (const finding of findings.filter(({ severity }) => severity === 'error' || severity === 'warning'))
      assert.ok(finding.hint, finding.code)
  })

  it('throws only for a caller mistake, and lists all of them', async () => {
    await assert.rejects(
      // @ts-expect-error -- callers without types exist
      admitMail('text', { envelope: { mailFrom: 1 }, now: Number.NaN, resolver: undefined, providers: {} }),
      (error: unknown) => {
        assert.ok(error instanceof TypeError && 'code' in error && 'problems' in error)
        assert.equal(error.code, 'ERR_ADMISSION_CONTEXT')
        assert.ok(Array.isArray(error.problems) && error.problems.length === 8, String(error))
        return true
      },
    )
  })
})
