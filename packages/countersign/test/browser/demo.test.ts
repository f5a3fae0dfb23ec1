import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { RunningDemo } from '../demo/running-demo.js'
import { launchChromium, skipReason } from './chromium.js'
import { findViolations } from './find-violations.js'

const ATTEMPTS = [
  { title: 'Press 50 times at once', code: 'ERR_ACTION_DECIDED' },
  { title: 'Replay the HTTP call', code: 'ERR_ACTION_DECIDED' },
  { title: 'Press as Alex', code: 'ERR_ACTION_FORBIDDEN' },
  { title: 'Forge the mail', code: 'CARD_SIGNATURE_INVALID' },
  { title: 'Change the expense after the mail went out', code: 'ERR_ACTION_SUPERSEDED' },
  { title: 'Expire the token', code: 'ERR_TOKEN_EXPIRED' },
  { title: 'Send a token of another tenant', code: 'ERR_TOKEN_TENANT' },
  { title: 'Press in the channel as somebody not listed', code: 'ERR_ACTION_FORBIDDEN' },
  { title: 'Send an Exchange token of another server', code: 'ERR_TOKEN_METADATA_URL' },
  { title: 'Kill the service in mid-action', code: 'ERR_ACTION_IN_DOUBT' },
] as const

describe('the demo in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let page: Page
  let demo: RunningDemo
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-test-'))
    demo = new RunningDemo(folder)
    const [address, launched] = await Promise.all([demo.find(/ready: (\S+)\n/), launchChromium()])
    browser = launched
    page = await browser.newPage()
    await page.goto(address)
  })
  after(async () => {
    await browser?.close()
    await demo?.interrupt()
    await rm(folder, { recursive: true, force: true })
  })

  const line = (text: string) => page.getByRole('option').filter({ hasText: text })
  const payments = async (): Promise<string | null> => page.locator('.payments-count').textContent()

  it('begins with the card that can be pressed, not with the forgery that came last', async () => {
    await page.getByRole('heading', { name: 'Expense 1234: 120.00 EUR', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
  })

  it('has a signed card, an unsigned one in a DKIM-signed mail, and a forgery whose card is withheld', async () => {
    await line('Expense 1234: 120.00 EUR').first().click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
    await line('Expense 1235').first().click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
    await line('Urgent: expense 1234').first().click()
    await page.getByText('Adaptive card signature validation failed').first().waitFor()
  })

  it('has the post of the channel among the mails', async () => {
    await line('Expense 1236').filter({ hasText: 'in Approvals' }).click()
    await page.getByText('in the channel Approvals').waitFor()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
  })

  for (const { title, code } of ATTEMPTS) {
    it(`${title}: ends with ${code} in red, and nothing is paid`, async () => {
      const before = await payments()
      await page.getByRole('button', { name: title }).click()
      const outcome = page.locator('.attempt-outcome[data-ok]').filter({ hasText: title })
      await outcome.waitFor()
      assert.equal(await outcome.getAttribute('data-ok'), 'true', await outcome.innerText())
      const shown = outcome.locator('.code')
      assert.equal(await shown.textContent(), code)
      const color = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('.attempt-outcome .code')).color",
      )
      const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(Number)
      assert.ok(red > 2 * green && red > 2 * blue, `${color} is not red`)
      assert.equal(await payments(), before)
    })
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [400, 1400, 2560]) {
      it(`axe-core finds nothing, and nothing is too wide: ${colorScheme}, ${String(width)} px`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize({ width, height: 900 })
        await page.locator('.attempt-outcome .code').waitFor()
        assert.deepEqual(await findViolations(page), [])
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        assert.ok(overflow <= 0, `${String(overflow)} px too wide`)
      })
    }
  }

  it('pays once where a payment is due, and the counter says so', async () => {
    await page.setViewportSize({ width: 1400, height: 900 })
    const before = Number(await payments())
    await line('Expense 1235').first().click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page
      .locator('.payments-count')
      .filter({ hasText: String(before + 1) })
      .waitFor()
  })

  it('pays once for the post in the channel, and says so with the card', async () => {
    const before = Number(await payments())
    await line('Expense 1236').click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText('Recorded.').first().waitFor()
    await page.getByText('paid', { exact: true }).first().waitFor()
    assert.equal(Number(await payments()), before + 1)
  })

  it('links the add-in’s page with everything filled in, and the service says who the user is', async () => {
    const inbox = page.url()
    for (const width of [400, 1400, 2560]) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByRole('link', { name: 'Exchange add-in' }).click()
      await page.getByRole('button', { name: /Ask for an identity token/ }).click()
      await page.getByText('"verified":true').waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        assert.deepEqual(await findViolations(page), [])
      }
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      assert.ok(overflow <= 0, `${String(overflow)} px too wide at ${String(width)} px`)
      await page.getByRole('link', { name: 'Back to the inbox' }).click()
      assert.equal(page.url(), inbox)
    }
  })

  it('has a service behind the add-in that takes no expired token and none of another add-in', async () => {
    await page.getByRole('link', { name: 'Exchange add-in' }).click()
    for (const fault of ['expired-token', 'wrong-audience', 'other-metadata']) {
      await page.getByRole('button', { name: /Fault/ }).click()
      await page.getByRole('option', { name: fault }).click()
      await page.getByRole('button', { name: /Ask for an identity token/ }).click()
      await page.locator('.badge-danger').waitFor()
      await page.getByText('"verified":false').waitFor()
    }
  })
})
