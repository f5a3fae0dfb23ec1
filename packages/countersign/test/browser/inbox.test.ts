import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { openInbox, type Inbox, type OpenPage, type SentExpense } from './open-inbox.js'

const FORGED = [
  'From: Boss <boss@evil.example>',
  'To: adele@contoso.example',
  'Subject: Urgent',
  `Date: ${new Date().toUTCString()}`,
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<html><head><script type="application/adaptivecard+json">{"type":"AdaptiveCard","version":"1.0",',
  '"originator":"2f1b0c1e-0000-4000-8000-000000000001","body":[{"type":"TextBlock","text":"Pay me"}],',
  '"actions":[{"type":"Action.Http","title":"Pay","method":"POST","url":"https://evil.example/","body":""}]}',
  '</script></head><body><p id="own">Please approve at once.</p></body></html>',
].join('\r\n')

describe('the inbox in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let opened: OpenPage
  let page: Page

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    opened = await inbox.open()
    page = opened.page
  })
  after(async () => {
    await inbox?.close()
    await browser?.close()
  })

  const line = (text: string) => page.getByRole('option').filter({ hasText: text })
  const wire = () => page.getByRole('log', { name: /Checks/ })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const choose = async (label: RegExp, option: string): Promise<void> => {
    await page.getByRole('button', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  const receive = async (item: string, more: Partial<SentExpense> = {}): Promise<void> => {
    await inbox.send({ item, to: 'adele@contoso.example', ...more })
    await line(`Expense ${item}`).first().click()
    await button('Approve').waitFor()
  }

  it('says that there is no mail, and shows one that arrives without a reload', async () => {
    await page.getByText('No mail yet').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    await inbox.send({ item: '1', to: 'adele@contoso.example' })
    await line('Expense 1').waitFor()
    assert.equal(await line('Expense 1').getByText('Signed card').count(), 1)
  })

  it('shows one mailbox alone', async () => {
    await inbox.send({ item: '2', to: 'megan@contoso.example' })
    await line('Expense 2').waitFor()
    await choose(/Mailbox/, 'Adele Vance')
    await line('Expense 2').waitFor({ state: 'detached' })
    assert.equal(await line('Expense 1').count(), 1)
    await choose(/Mailbox/, 'All mailboxes')
    await line('Expense 2').waitFor()
  })

  it('shows the header, the mail in a frame without scripts, the card, and every step of the admission', async () => {
    await receive('3')
    await page.getByRole('heading', { name: 'Expense 3', level: 2 }).waitFor()
    const frame = page.locator('iframe.mail-frame')
    assert.equal(await frame.getAttribute('sandbox'), '')
    await page.frameLocator('iframe.mail-frame').getByText('Expense 3').first().waitFor()
    const findings = inbox.emulator.listMessages().at(-1)?.admission.findings ?? []
    assert.ok(findings.length > 5)
    assert.equal(
      await wire().locator('.wire-group').first().locator('.wire-row .ms').count(),
      findings.length,
    )
    for (const { code } of findings) await wire().getByText(code, { exact: true }).first().waitFor()
  })

  it('presses with what was typed, refreshes the card in place, and shows the checks of both sides', async () => {
    await receive('4')
    const paid = inbox.payments()
    await page.getByRole('textbox', { name: 'Comment' }).fill('Fine "by" me & {{him}}\\')
    await button('Approve').click()
    await page.getByText('State: paid').waitFor()
    assert.equal(await button('Approve').count(), 0)
    assert.equal(inbox.payments(), paid + 1)
    assert.equal(inbox.inputs.get('4')?.['comment'], 'Fine "by" me & {{him}}\\')
    for (const step of [
      'Action chosen',
      'Action token minted',
      'Request sent',
      'Answer received',
      'Card refreshed',
    ])
      await wire().getByText(step, { exact: true }).waitFor()
    for (const check of [
      'Action token',
      'Limited-purpose token',
      'Actor',
      'Reserved in the ledger',
      'Handler',
    ])
      await wire().getByText(check, { exact: true }).waitFor()
    assert.equal(await wire().locator('.wire-count').count(), 0)
    const timed = await wire().locator('.wire-row .ms').allTextContents()
    assert.ok(timed.length > 10)
    assert.ok(timed.every((ms) => /^(< )?[\d.]+ (ms|s)$/.test(ms)))
  })

  it('sends what every kind of input holds', async () => {
    const choices = [
      { title: 'Travel', value: 'travel' },
      { title: 'Hotel', value: 'hotel' },
    ]
    await receive('4a', {
      body: [
        { type: 'Input.Number', id: 'amount', label: 'Amount' },
        { type: 'Input.Date', id: 'day', label: 'Day' },
        { type: 'Input.Toggle', id: 'sure', title: 'I am sure', valueOn: 'yes', valueOff: 'no' },
        { type: 'Input.ChoiceSet', id: 'reason', label: 'Reason', choices },
        { type: 'Input.ChoiceSet', id: 'tags', label: 'Tags', isMultiSelect: true, choices },
        { type: 'Input.Text', id: 'note', label: 'Note', isMultiline: true },
      ],
      inputs: ['comment', 'amount', 'day', 'sure', 'reason', 'tags', 'note'],
    })
    await page.getByRole('spinbutton', { name: 'Amount' }).fill('12.5')
    await page.getByLabel('Day').fill('2026-11-30')
    await page.getByRole('checkbox', { name: 'I am sure' }).check()
    await page.getByRole('combobox', { name: 'Reason' }).selectOption({ label: 'Hotel' })
    await page.getByRole('checkbox', { name: 'Travel' }).check()
    await page.getByRole('checkbox', { name: 'Hotel' }).check()
    await page.getByRole('textbox', { name: 'Note' }).fill('two\nlines')
    await button('Approve').click()
    await page.getByText('State: paid').waitFor()
    assert.deepEqual(
      { ...inbox.inputs.get('4a') },
      {
        comment: '',
        amount: '12.5',
        day: '2026-11-30',
        sure: 'yes',
        reason: 'hotel',
        tags: 'travel,hotel',
        note: 'two\nlines',
      },
    )
  })

  it('shows a refusal as Outlook does, and in the wire the code that the caller is not told', async () => {
    await receive('5')
    const paid = inbox.payments()
    await choose(/Press as/, 'Alex Wilber')
    await button('Approve').click()
    await page.locator('.status-refused').waitFor()
    await wire().locator('.wire-row[data-at=service] .code').first().waitFor()
    assert.equal(inbox.payments(), paid)
    assert.equal(await page.locator('.card-section').getByText(/ERR_/).count(), 0)
  })

  it('plays a fault: the expired token is refused', async () => {
    await receive('6')
    const paid = inbox.payments()
    await choose(/Fault/, 'Expired token')
    await button('Approve').click()
    await wire().getByText('Fault played').waitFor()
    await wire().getByText('ERR_TOKEN_EXPIRED', { exact: true }).first().waitFor()
    assert.equal(inbox.payments(), paid)
  })

  it('offers every fault that the emulator has', async () => {
    await receive('7')
    const response = await page.request.get(`${inbox.emulator.url}/api/v1/status`)
    const { faults } = (await response.json()) as { readonly faults: readonly string[] }
    await page.getByRole('button', { name: /Fault/ }).click()
    assert.equal(
      await page.getByRole('listbox', { name: /Fault/ }).getByRole('option').count(),
      faults.length + 1,
    )
    await page.keyboard.press('Escape')
  })

  it('shows why a card is withheld, with the text of the vendor', async () => {
    await inbox.emulator.deliverRaw(FORGED, {
      mailFrom: 'boss@evil.example',
      rcptTo: ['adele@contoso.example'],
    })
    await line('Urgent').first().click()
    const reasons = page.getByRole('region', { name: /withheld/ })
    await reasons.getByText('ORIGINATOR_UNKNOWN').waitFor()
    await reasons.getByText('Unknown originator, no config fetched').waitFor()
    assert.equal(await button('Pay').count(), 0)
  })

  it('shows the card all the same while the admission is off, and says so', async () => {
    await page.getByText('Admission', { exact: true }).click()
    await button('Pay').waitFor()
    await page.getByText(/Shown although the admission withheld it/).waitFor()
    await page.getByText('Admission', { exact: true }).click()
    await button('Pay').waitFor({ state: 'detached' })
  })

  it('shows the headers and the raw source', async () => {
    await line('Urgent').first().click()
    await page.getByRole('tab', { name: 'Headers' }).click()
    await page.getByText('boss@evil.example', { exact: true }).first().waitFor()
    await page.getByRole('tab', { name: 'Raw source' }).click()
    const raw = page.locator('pre.raw')
    await raw.waitFor()
    assert.equal(await raw.textContent(), FORGED)
  })

  it('sends a mail again, and delivers it raw into another mailbox, where its card is withheld', async () => {
    await receive('8')
    const before = inbox.emulator.listMessages().length
    await page.getByRole('button', { name: 'Do more with this message' }).click()
    await page.getByRole('menuitem', { name: 'Resend' }).click()
    await page.getByText(/Sent again/).waitFor()
    await page.getByRole('button', { name: 'Do more with this message' }).click()
    await page.getByRole('menuitem', { name: 'Alex Wilber' }).click()
    await page.getByText(/Delivered byte for byte/).waitFor()
    const messages = inbox.emulator.listMessages()
    assert.equal(messages.length, before + 2)
    assert.equal(messages.at(-1)?.mailbox, 'alex@contoso.example')
    assert.equal(messages.at(-1)?.admission.outcome, 'withheld')
    await line('alex@contoso.example').first().getByText('Withheld').waitFor()
  })

  it('does what a card does by itself: toggles, shown cards, and what Outlook would open', async () => {
    await receive('9', {
      body: [
        { type: 'TextBlock', id: 'more', text: 'Two nights in Ghent', isVisible: false },
        {
          type: 'ActionSet',
          actions: [{ type: 'Action.ToggleVisibility', title: 'Show more', targetElements: ['more'] }],
        },
      ],
      actions: [
        {
          type: 'Action.InvokeAddInCommand',
          title: 'Open the add-in',
          addInId: '527104a1-f1a5-475a-9199-7a968161c870',
          desktopCommandId: 'show',
          initializationContext: { expense: 9 },
        },
        { type: 'Action.DisplayMessageForm', title: 'Open the mail', itemId: 'AAMkAGI2' },
      ],
    })
    assert.equal(await page.getByText('Two nights in Ghent').isVisible(), false)
    await button('Show more').click()
    assert.equal(await page.getByText('Two nights in Ghent').isVisible(), true)
    await button('Open the add-in').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('527104a1-f1a5-475a-9199-7a968161c870').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await button('Open the mail').click()
    await dialog.getByText('AAMkAGI2').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('hides the original body where the card asks for that', async () => {
    await receive('10', { card: { hideOriginalBody: true } })
    assert.equal(await page.locator('iframe').count(), 0)
  })

  it('met no error and nothing that its Content-Security-Policy stops', () => {
    assert.deepEqual(opened.troubles, [])
    assert.deepEqual(opened.foreignRequests, [])
  })
})
