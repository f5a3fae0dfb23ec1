import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { openInbox, type Inbox, type OpenPage } from './open-inbox.js'

/** Beyond the two seconds that the client waits, in milliseconds. */
const TOO_LATE_MS = 2_600

describe('opening a message in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let opened: OpenPage
  let service: Server
  let delayMs = 0
  let text = ''

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    const [provider] = inbox.emulator.listProviders()
    if (provider === undefined) throw new Error('no provider')
    const { originator } = provider
    service = createServer((request, response) => {
      request.resume()
      const card = { type: 'AdaptiveCard', version: '1.0', originator, body: [{ type: 'TextBlock', text }] }
      setTimeout(() => {
        response
          .writeHead(200, { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' })
          .end(JSON.stringify(card))
      }, delayMs)
    }).listen(0, '127.0.0.1')
    await once(service, 'listening')
    const route = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}`
    inbox.emulator.registerProvider({ ...provider, routes: { '*': route } })
    opened = await inbox.open()
  })
  after(async () => {
    service?.close()
    service?.closeAllConnections()
    await inbox?.close()
    await browser?.close()
  })

  const receive = async (item: string): Promise<void> => {
    const autoInvokeAction = {
      type: 'Action.Http',
      method: 'POST',
      url: 'https://expenses.example/actions/expense',
      body: '',
    } as const
    await inbox.send({ item, to: 'adele@contoso.example', card: { autoInvokeAction } })
    await opened.page
      .getByRole('option')
      .filter({ hasText: `Expense ${item}` })
      .first()
      .click()
  }

  it('in time: shows the card that the service sent', async () => {
    const { page } = opened
    text = 'Paid in the meantime'
    await receive('prompt')
    await page.getByText(text).waitFor()
  })

  it('too late: goes on showing the card of the mail, says so on the wire, and shows the new one next time', async () => {
    const { page } = opened
    delayMs = TOO_LATE_MS
    text = 'Paid a little later'
    await receive('tardy')
    await page.getByText('Late answer: the view stays as it is').waitFor()
    await page.getByText('ANSWER_LATE').waitFor()
    assert.equal(await page.getByText(text).count(), 0)
    assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).count(), 1)
    await page.getByRole('option').filter({ hasText: 'Expense prompt' }).first().click()
    await page.getByRole('option').filter({ hasText: 'Expense tardy' }).first().click()
    await page.getByText(text).waitFor()
  })
})
