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
})
