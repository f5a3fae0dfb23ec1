import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compose } from '../support/compose.js'
import { admit, codesOf, SENDER, signedHtml, STRANGER, unsignedHtml } from '../support/world.js'

/** As a mail inside one tenant is: neither signed nor from a host that SPF knows. */
const UNSIGNED = { html: unsignedHtml(), dkim: false }

describe('a mail handed in by an account that the platform authenticated', () => {
  it('is shown unsigned, with a warning that this is not documented', async () => {
    const envelope = { ...STRANGER, submittedBy: SENDER.toUpperCase() }
    const admission = await admit(await compose(UNSIGNED), { envelope })
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, undefined, 1))
    assert.ok(codesOf(admission, 'pass').includes('SENDER_VERIFIED'))
    assert.ok(codesOf(admission, 'warning').includes('SENDER_VERIFIED_PARTLY'))
  })

  it('D01: stands for its own address and for no other', async () => {
    for (const submittedBy of [
      undefined,
      '',
      'other@contoso.example',
      `${SENDER}.evil.example`,
      SENDER.replace('a', '\u0430'),
    ]) {
      const envelope = { ...STRANGER, ...(submittedBy === undefined ? {} : { submittedBy }) }
      const admission = await admit(await compose(UNSIGNED), { envelope })
      assert.equal(admission.outcome, 'withheld')
      assert.ok(codesOf(admission, 'error').includes('SENDER_UNVERIFIED'))
    }
  })

  it('is not enough where DKIM and SPF are both asked for', async () => {
    const envelope = { ...STRANGER, submittedBy: SENDER }
    const admission = await admit(await compose(UNSIGNED), { envelope, strict: true })
    assert.deepEqual(codesOf(admission, 'error'), ['SENDER_UNVERIFIED'])
  })

  it('changes nothing about the other steps: B04, an unregistered sender', async () => {
    const admission = await admit(
      await compose({ html: await signedHtml({ sender: 'other@contoso.example' }) }),
      {
        envelope: { ...STRANGER, submittedBy: SENDER },
      },
    )
    assert.deepEqual(codesOf(admission, 'error'), ['SIGNED_SENDER_MISMATCH'])
  })

  it('is an address or nothing', async () => {
    const envelope = { submittedBy: 7 as unknown as string }
    await assert.rejects(async () => admit(await compose(UNSIGNED), { envelope }), {
      code: 'ERR_ADMISSION_CONTEXT',
    })
  })
})
