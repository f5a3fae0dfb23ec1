import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { findViolations } from './find-violations.js'
import { openInbox, type Inbox } from './open-inbox.js'

const MANY = 10_000

describe('how the inbox can be used', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    await inbox.send({
      item: '1',
      to: 'adele@contoso.example',
      body: [
        { type: 'FactSet', facts: [{ title: 'Amount', value: 'EUR 120' }] },
        { type: 'Input.Toggle', id: 'sure', title: 'I am sure' },
        {
          type: 'Input.ChoiceSet',
          id: 'reason',
          label: 'Reason',
          choices: [
            { title: 'Travel', value: 'travel' },
            { title: 'Hotel', value: 'hotel' },
          ],
        },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://contoso.example/' }],
    })
  })
  after(async () => {
    await inbox?.close()
    await browser?.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [400, 1400, 2560]) {
      it(`axe-core finds nothing: ${colorScheme}, ${String(width)} px`, async () => {
        const { page, close } = await inbox.open({
          colorScheme,
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        })
        await page.getByRole('option').filter({ hasText: 'Expense 1' }).waitFor()
        assert.deepEqual(await findViolations(page), [])
        await page.getByRole('option').filter({ hasText: 'Expense 1' }).click()
        await page.getByRole('button', { name: 'Approve' }).waitFor()
        assert.deepEqual(await findViolations(page), [])
        for (const tab of ['Headers', 'Raw source', 'Message']) {
          await page.getByRole('tab', { name: tab, exact: true }).last().click()
          assert.deepEqual(await findViolations(page), [])
        }
        if (width < 960) {
          await page.getByRole('tab', { name: 'The wire' }).click()
          await page.getByText('Admission of the mail').waitFor()
          assert.deepEqual(await findViolations(page), [])
        }
        await close()
      })
    }
  }

  it('fits 400, 1400 and 2560 px without a scroll to the side', async () => {
    for (const width of [400, 1400, 2560]) {
      const { page, close } = await inbox.open({ viewport: { width, height: 900 } })
      await page.getByRole('option').filter({ hasText: 'Expense 1' }).click()
      await page.getByRole('button', { name: 'Approve' }).waitFor()
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
      assert.ok(overflow <= 0, `${String(width)} px: ${String(overflow)} px too wide`)
      await close()
    }
  })

  it('keyboard alone: choose a message and press a button', async () => {
    await inbox.send({ item: '2', to: 'adele@contoso.example' })
    const { page, close } = await inbox.open()
    await page.getByRole('option').filter({ hasText: 'Expense 2' }).waitFor()
    const paid = inbox.payments()
    await tabTo(page, 'listbox')
    await page.keyboard.press('End')
    await page.getByRole('heading', { name: 'Expense 1', level: 2 }).waitFor()
    await page.keyboard.press('Home')
    await page.getByRole('heading', { name: 'Expense 2', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Approve' }).waitFor()
    await tabTo(page, 'Approve')
    await page.keyboard.press('Enter')
    await page.getByText('State: paid').waitFor()
    assert.equal(inbox.payments(), paid + 1)
    await close()
  })

  it('moves nothing where the person asked for less motion', async () => {
    const { page, close } = await inbox.open({ reducedMotion: 'reduce' })
    await page.getByRole('option').filter({ hasText: 'Expense 1' }).click()
    await page.getByText('Admission of the mail').waitFor()
    await page.waitForFunction('document.getAnimations().every(({ playState }) => playState !== "running")')
    await close()
  })

  it('holds 10,000 messages and draws only those in sight', async () => {
    const { page, close } = await inbox.open()
    await page.route('**/api/v1/messages', async (route) => {
      const real = (await (await route.fetch()).json()) as {
        readonly messages: readonly Record<string, unknown>[]
      }
      const messages = Array.from({ length: MANY }, (_, place) => ({
        ...real.messages[0],
        id: place + 1,
        subject: `Message ${String(place + 1)}`,
      }))
      await route.fulfill({ json: { messages } })
    })
    await page.reload()
    const options = page.getByRole('option')
    await options.filter({ hasText: `Message ${String(MANY)}` }).waitFor()
    assert.equal(await options.first().getAttribute('aria-setsize'), String(MANY))
    assert.ok((await options.count()) < 60)
    await page.getByRole('listbox').focus()
    await page.keyboard.press('End')
    await options.filter({ hasText: /Message 1(?!\d)/ }).waitFor()
    for (let turn = 0; turn < 20; turn += 1) await page.keyboard.press('PageUp')
    assert.ok((await options.count()) < 60)
    await close()
  })

  it('says that it is loading, and what, until it is there', async () => {
    const { page, close } = await inbox.open()
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    await page.route('**/api/v1/messages*', async (route) => {
      await held
      await route.continue()
    })
    await page.reload({ waitUntil: 'commit' })
    await page
      .getByRole('status')
      .getByText(/^Loading/)
      .waitFor()
    assert.deepEqual(await findViolations(page), [])
    goOn()
    await page.getByRole('option').filter({ hasText: 'Expense 1' }).waitFor()
    assert.equal(await page.getByText(/^Loading/).count(), 0)
    await close()
  })

  it('says that the connection is lost, keeps what is there, and comes back', async () => {
    const { page, close } = await inbox.open()
    await page.getByText('Live', { exact: true }).waitFor()
    await page.route('**/api/v1/events*', (route) => route.abort())
    await page.reload()
    await page.getByRole('alert').getByText('Connection lost').waitFor()
    await page.getByRole('option').filter({ hasText: 'Expense 1' }).waitFor()
    await inbox.send({ item: '3', to: 'adele@contoso.example' })
    await page.unroute('**/api/v1/events*')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('option').filter({ hasText: 'Expense 3' }).waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
    await close()
  })

  it('says that the emulator has gone, and that a message could not be loaded', async () => {
    const other = await openInbox(browser)
    await other.send({ item: '1', to: 'adele@contoso.example' })
    const { page, close } = await other.open()
    await page.getByText('Live', { exact: true }).waitFor()
    await other.close()
    await page.getByRole('alert').getByText('Connection lost').waitFor()
    await page.getByRole('option').filter({ hasText: 'Expense 1' }).click()
    await page.getByText('The message could not be loaded').waitFor()
    await close()
  })
})

/** Moves the focus on until an element of this role or name has it. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(
      '(document.activeElement?.getAttribute("role") ?? "") + " " + (document.activeElement?.textContent ?? "")',
    )
    if (focused.startsWith(`${wanted} `) || focused.trim().endsWith(wanted)) return
  }
  assert.fail(`No ${wanted} within reach of the keyboard.`)
}
