import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { makeLeaveCard, startSmallService } from '../support/small-service.js'
import { launchChromium, skipReason } from './chromium.js'
import { findViolations } from './find-violations.js'
import { openInbox, type Inbox, type OpenPage } from './open-inbox.js'

const TARGET = 'https://deploys.example'

describe('channels and chats in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let opened: OpenPage
  let page: Page
  let service: Server

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    const { server, origin } = await startSmallService()
    service = server
    const [provider] = inbox.emulator.listProviders()
    if (provider === undefined) throw new Error('no provider')
    inbox.emulator.registerProvider({ ...provider, targets: [TARGET], routes: { '*': origin } })
    const channel = inbox.emulator.addChannel({ name: 'Alerts', provider: provider.originator })
    opened = await inbox.open({ reducedMotion: 'reduce' })
    page = opened.page
    await fetch(channel.webhookUrl, {
      method: 'POST',
      body: JSON.stringify({
        '@type': 'MessageCard',
        '@context': 'https://schema.org/extensions',
        title: 'web-7 is down',
        text: 'It answers nothing since 10:02.',
        potentialAction: [{ '@type': 'HttpPOST', name: 'Restart', target: `${TARGET}/restart`, body: '' }],
      }),
    })
    await inbox.emulator.postBotCard(
      makeLeaveCard(origin, [{ type: 'Input.Text', id: 'comment', label: 'Comment' }]),
    )
  })
  after(async () => {
    service.close()
    service.closeAllConnections()
    await inbox?.close()
    await browser?.close()
  })

  it('marks what is no mail in the list', async () => {
    const post = page.getByRole('option').filter({ hasText: 'web-7 is down' })
    await post.getByText('channel', { exact: true }).waitFor()
    await post.getByText('in Alerts').waitFor()
    const chat = page.getByRole('option').filter({ hasText: 'Leave of Megan' })
    await chat.getByText('chat', { exact: true }).waitFor()
    await chat.getByText('Leave bot').waitFor()
  })

  it('shows the post of a channel, and presses its button as the first member', async () => {
    await page.getByRole('option').filter({ hasText: 'web-7 is down' }).click()
    await page.getByText('in the channel Alerts').waitFor()
    await page.getByText('Admission of the post').waitFor()
    await page.getByRole('button', { name: 'Restart', exact: true }).click()
    await page.getByText('The channel has it.').first().waitFor()
    assert.deepEqual(await findViolations(page), [])
    const [press] = inbox.emulator.listMessages({ mailbox: 'channel:Alerts' })[0]?.presses ?? []
    assert.equal(press?.request.token.profile, 'substrate-connector')
  })

  it('draws a bot’s card, and presses its Action.Execute with the inputs', async () => {
    await page.getByRole('option').filter({ hasText: 'Leave of Megan' }).click()
    await page.getByText('in the chat with adele@contoso.example').waitFor()
    await page.getByRole('textbox', { name: 'Comment' }).fill('enjoy')
    await page.getByRole('button', { name: 'Grant', exact: true }).click()
    await page.getByText('The bot has recorded it.').waitFor()
    assert.deepEqual(await findViolations(page), [])
    const [press] = inbox.emulator.listMessages({ mailbox: 'adele' }).at(-1)?.presses ?? []
    assert.match(press?.request.body ?? '', /"data":\{"comment":"enjoy"\}/)
    assert.deepEqual(opened.troubles, [])
  })

  it('lets a channel be chosen among the mailboxes', async () => {
    await page.getByRole('button', { name: /Mailbox/ }).click()
    await page.getByRole('option', { name: /^Alerts/ }).click()
    assert.equal(await page.getByRole('option').filter({ hasText: 'Leave of Megan' }).count(), 0)
    await page.getByRole('option').filter({ hasText: 'web-7 is down' }).waitFor()
  })
})
