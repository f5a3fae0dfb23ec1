import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { FAULT_NAMES, type FaultName } from '@countersign/emulator'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { openInbox, type Inbox } from './open-inbox.js'

interface PlayedFault {
  /** As the page names it. */
  readonly label: string
  readonly paid: 0 | 1
  /** What the service said on the wire, where it refused. */
  readonly code?: string
}

/** What each fault must end in. The record asks for every one: a new fault does not compile without its line. */
const FAULTS: Readonly<Record<FaultName, PlayedFault>> = {
  'duplicate-post': { label: 'Duplicate post', paid: 1 },
  'duplicate-post-new-id': { label: 'Duplicate post new id', paid: 1 },
  delay: { label: 'Delay', paid: 1 },
  'expired-token': { label: 'Expired token', paid: 0, code: 'ERR_TOKEN_EXPIRED' },
  'future-token': { label: 'Future token', paid: 0, code: 'ERR_TOKEN_NOT_YET_VALID' },
  'wrong-audience': { label: 'Wrong audience', paid: 0, code: 'ERR_TOKEN_AUDIENCE' },
  'fifty-at-once': { label: 'Fifty at once', paid: 1 },
  'unknown-kid': { label: 'Unknown kid', paid: 0, code: 'ERR_ISSUER_KEY_UNKNOWN' },
  // The keys are at hand: an outage of minutes is not noticed.
  'key-set-outage': { label: 'Key set outage', paid: 1 },
  // The unknown kid before has used up the one fetch of the cool-down. It stays rotated, so it comes last.
  'rotated-key': { label: 'Rotated key', paid: 0, code: 'ERR_ISSUER_KEY_UNKNOWN' },
}

describe('faults, played from the page', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let page: Page

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    page = (await inbox.open()).page
    await page.getByText('Live', { exact: true }).waitFor()
  })
  after(async () => {
    await inbox?.close()
    await browser?.close()
  })

  it('has a line here for each', () => {
    assert.deepEqual(Object.keys(FAULTS).sort(), [...FAULT_NAMES].sort())
  })

  const played = Object.entries(FAULTS)
  for (const [place, [name, { label, paid, code }]] of played.entries()) {
    it(`${name}: ${code ?? 'paid once'}`, async () => {
      const item = `fault-${String(place + 1)}`
      const before = inbox.payments()
      await inbox.send({ item, to: 'adele@contoso.example' })
      await page
        .getByRole('option')
        .filter({ hasText: `Expense ${item}` })
        .first()
        .click()
      await page.getByRole('heading', { name: `Expense ${item}`, level: 2 }).waitFor()
      await page.getByRole('button', { name: /Fault/ }).click()
      await page.getByRole('option', { name: label, exact: true }).click()
      await page.getByRole('button', { name: 'Approve', exact: true }).click()
      const wire = page.getByRole('log', { name: /Checks/ })
      await wire.getByText('Fault played').waitFor()
      if (code === undefined) await page.getByText('State: paid').waitFor()
      else await wire.getByText(code, { exact: true }).first().waitFor()
      assert.equal(inbox.payments() - before, paid)
    })
  }
})
