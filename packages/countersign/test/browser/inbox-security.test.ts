import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { openInbox, type Inbox } from './open-inbox.js'

const HOSTILE_CARD = {
  type: 'AdaptiveCard',
  version: '1.0',
  originator: '2f1b0c1e-0000-4000-8000-000000000001',
  backgroundImage: 'https://evil.example/background.png',
  body: [
    {
      type: 'TextBlock',
      wrap: true,
      text: 'End of the card [a](javascript:alert(1)) [b](data:text/html,x) [c](JaVaScRiPt:alert(1)) [good](https://good.example/) ![p](https://evil.example/p.png) <img src=https://evil.example/h.png onerror=alert(1)>',
    },
    { type: 'Image', url: 'https://evil.example/pixel.png', altText: 'A [pixel](javascript:alert(2))' },
    { type: 'Image', url: 'data:image/svg+xml,<svg onload=alert(1)>' },
    { type: 'ImageSet', images: [{ type: 'Image', url: 'https://evil.example/set.png' }] },
    {
      type: 'Container',
      backgroundImage: { url: 'https://evil.example/c.png' },
      items: [{ type: 'TextBlock', text: 'In' }],
    },
    {
      type: 'Media',
      poster: 'https://evil.example/m.png',
      sources: [{ mimeType: 'video/mp4', url: 'https://evil.example/m.mp4' }],
    },
    {
      type: 'RichTextBlock',
      inlines: [
        {
          type: 'TextRun',
          text: 'run',
          selectAction: { type: 'Action.OpenUrl', url: 'javascript:alert(3)' },
        },
      ],
    },
  ],
  actions: [
    {
      type: 'Action.OpenUrl',
      title: 'Bad',
      url: 'javascript:alert(4)',
      iconUrl: 'https://evil.example/i.png',
    },
    { type: 'Action.OpenUrl', title: 'Worse', url: 'data:text/html,<script>alert(5)</script>' },
    { type: 'Action.OpenUrl', title: 'Good', url: 'https://good.example/' },
  ],
}

function hostileMail(): string {
  return [
    'From: Mallory <mallory@evil.example>',
    'To: adele@contoso.example',
    'Subject: Hostile',
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<html><head><script type="application/adaptivecard+json">${JSON.stringify(HOSTILE_CARD).replaceAll('<', '\\u003c')}</script></head>`,
    '<body><p>The mail</p><img src="https://evil.example/mail.png"><script>parent.postMessage("ran", "*")</script>',
    '<a href="javascript:alert(6)">link</a></body></html>',
  ].join('\r\n')
}

describe('the inbox against what it shows', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
  })
  after(async () => {
    await inbox?.close()
    await browser?.close()
  })

  it('B12: no unsafe link and no picture of a card reaches the page, and nothing is fetched', async () => {
    const { page, foreignRequests, troubles, close } = await inbox.open()
    let dialogs = 0
    page.on('dialog', (dialog) => {
      dialogs += 1
      void dialog.dismiss()
    })
    await inbox.emulator.deliverRaw(hostileMail(), {
      mailFrom: 'mallory@evil.example',
      rcptTo: ['adele@contoso.example'],
    })
    await page.getByText('Admission', { exact: true }).click()
    await page.getByRole('option').filter({ hasText: 'Hostile' }).click()
    await page.getByText('End of the card').waitFor()

    const card = page.locator('.card-place')
    assert.equal(await card.locator('img, video, audio, iframe, source, picture').count(), 0)
    const links = await card
      .locator('a')
      .evaluateAll((anchors) =>
        (anchors as unknown as readonly { getAttribute(name: string): string | null }[]).map((anchor) =>
          ['href', 'target', 'rel'].map((name) => anchor.getAttribute(name)),
        ),
      )
    assert.deepEqual(
      links.filter(([href]) => href !== null),
      [['https://good.example/', '_blank', 'noopener noreferrer']],
    )
    const attributes = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('.card-place *')].flatMap(({ attributes }) =>
        [...attributes].map(({ name, value }) => name + '=' + value))`,
    )
    assert.ok(attributes.length > 20)
    assert.deepEqual(
      attributes.filter((each) =>
        /^on|^(?:src|srcset|poster)=|(?:javascript|data):|url\(|evil\.example/i.test(each),
      ),
      [],
    )
    await page.getByText(/Blocked in this card: \d+ pictures and \d+ unsafe links/).waitFor()

    for (const name of ['Bad', 'Worse'])
      await card.getByRole('link', { name }).or(card.getByRole('button', { name })).click()
    assert.equal(page.context().pages().length, 1)
    assert.equal(dialogs, 0)
    assert.deepEqual(foreignRequests, [])
    // The frame's own policy stopped the mail's picture and script, and said so; the page itself met nothing.
    assert.deepEqual(
      troubles.filter((trouble) => !/evil\.example\/mail\.png|sandboxed|Blocked script/.test(trouble)),
      [],
    )
    await page.getByText('Admission', { exact: true }).click()
    await close()
  })

  it('B12: a good link opens apart from the page', async () => {
    const { page, close } = await inbox.open()
    await page.context().route('https://good.example/**', (route) => route.fulfill({ body: 'good' }))
    await inbox.send({
      item: '1',
      to: 'adele@contoso.example',
      actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://good.example/' }],
    })
    await page.getByRole('option').filter({ hasText: 'Expense 1' }).click()
    const popup = page.context().waitForEvent('page')
    await page.locator('.card-place').getByText('Open', { exact: true }).click()
    const other = await popup
    await other.waitForURL('https://good.example/')
    assert.equal(await other.evaluate<boolean>('window.opener === null && document.referrer === ""'), true)
    await close()
  })

  it('E01: another site in the same browser presses nothing', async () => {
    const site = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<p>Nice pictures</p>')
    }).listen(0, '127.0.0.1')
    await once(site, 'listening')
    const { page, close } = await inbox.open()
    await inbox.send({ item: '2', to: 'adele@contoso.example' })
    await page.getByRole('option').filter({ hasText: 'Expense 2' }).click()
    const id = inbox.emulator.listMessages().at(-1)?.id ?? 0
    const paid = inbox.payments()

    const foreign = await page.context().newPage()
    await foreign.goto(`http://127.0.0.1:${String((site.address() as AddressInfo).port)}/`)
    const press = `${inbox.emulator.url}/api/v1/messages/${String(id)}/press`
    // As a simple request, which a browser sends without asking first.
    await foreign.evaluate(`fetch(${JSON.stringify(press)}, {
      method: 'POST', mode: 'no-cors', credentials: 'include', body: '{"action":"approve"}',
    }).catch(() => undefined)`)
    assert.equal(inbox.emulator.getMessage(id).presses.length, 0)
    assert.equal(inbox.payments(), paid)
    await close()
    site.close()
    site.closeAllConnections()
    await once(site, 'close')
  })

  it('says what to do where the session is not known any more', async () => {
    const { page, close } = await inbox.open()
    await page.getByText('Live', { exact: true }).waitFor()
    await page.context().clearCookies()
    await page.route(`${inbox.emulator.url}/`, async (route) => {
      const response = await route.fetch({ headers: { ...route.request().headers() } })
      await route.fulfill({ response })
    })
    await page.reload()
    await page
      .getByText(/printed at start|printed when it started/)
      .first()
      .waitFor()
    await close()
  })
})
