import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { findViolations } from './find-violations.js'
import { openInbox, type Inbox, type OpenPage } from './open-inbox.js'

/** A service that knows nobody until they have been at its login page, and sends them back from there. */
class ServiceWithLogin {
  readonly #server: Server
  /** Action requests so far. */
  actions = 0
  /** What `ACTION-AUTHENTICATE` says, where not its own login page. */
  loginUrl: string | undefined
  /** How long an action takes, in milliseconds. */
  delayMs = 0
  /** Answered instead of asking for a login. */
  card: string | undefined
  #linked = false
  #redirect = ''

  constructor() {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://service').pathname
      request.resume()
      if (path === '/login') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<a href="/finish">It is me</a>')
      } else if (path === '/finish') {
        this.#linked = true
        response.writeHead(302, { Location: this.#redirect }).end()
      } else if (request.method !== 'POST') {
        response.writeHead(404).end()
      } else {
        this.actions += 1
        this.#redirect = String(request.headers['identity-linking-redirect-url'])
        const update = { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' }
        setTimeout(() => {
          if (this.card !== undefined) response.writeHead(200, update).end(this.card)
          else if (this.#linked) response.writeHead(200, { 'CARD-ACTION-STATUS': 'Recorded.' }).end()
          else
            response.writeHead(401, { 'ACTION-AUTHENTICATE': this.loginUrl ?? `${this.origin}/login` }).end()
        }, this.delayMs)
      }
    })
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

describe('signing in from a card, in the browser', { skip: skipReason }, () => {
  const service = new ServiceWithLogin()
  let browser: Browser
  let inbox: Inbox
  let opened: OpenPage
  let page: Page

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    await service.start()
    const [provider] = inbox.emulator.listProviders()
    if (provider === undefined) throw new Error('no provider')
    inbox.emulator.registerProvider({ ...provider, routes: { '*': service.origin } })
    opened = await inbox.open()
    page = opened.page
  })
  after(async () => {
    service.close()
    await inbox?.close()
    await browser?.close()
  })

  const receive = async (item: string): Promise<void> => {
    await inbox.send({ item, to: 'adele@contoso.example' })
    await page
      .getByRole('option')
      .filter({ hasText: `Expense ${item}` })
      .first()
      .click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
  }

  it('B12: opens no login page that is a script, and says that the action was refused', async () => {
    await receive('bad')
    service.loginUrl = 'javascript:alert(1)'
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText('The action could not be completed.').waitFor()
    assert.equal(await page.getByRole('dialog').count(), 0)
    service.loginUrl = undefined
  })

  it('names the host before anything opens, and repeats the action when the browser is sent back', async () => {
    await receive('login')
    const before = service.actions
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(new URL(service.origin).host).first().waitFor()
    assert.deepEqual(await findViolations(page), [])
    assert.equal(page.context().pages().length, 1)

    const [pane] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('link', { name: /^Open / }).click(),
    ])
    assert.equal(await pane.evaluate('window.opener'), null)
    await pane.getByRole('link', { name: 'It is me' }).click()
    await pane.getByRole('heading', { name: 'Signed in' }).waitFor()
    assert.equal(service.actions, before + 2)
    // The way back is a click on our own page, so the session's cookie goes along.
    await pane.getByRole('link', { name: 'Back to the message' }).click()
    await pane.getByRole('option').filter({ hasText: 'Expense login' }).waitFor()
    await pane.close()

    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Signed in: the action is repeated.').waitFor()
    await page.getByText('Back from the sign-in: repeated').waitFor()
    const message = inbox.emulator.listMessages().at(-1)
    assert.deepEqual(
      message?.presses.map(({ outcome }) => outcome),
      ['sign-in-needed', 'done'],
    )
  })
})

describe('an add-in beside a mail, in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let service: Server
  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    service = createServer((request, response) => {
      const token = String(request.headers.authorization).split('.').length === 3
      request.resume()
      response.writeHead(token ? 200 : 401).end('{"user":"known to the service"}')
    }).listen(0, '127.0.0.1')
    await once(service, 'listening')
  })
  after(async () => {
    service?.close()
    await inbox?.close()
    await browser?.close()
  })

  it('asks for an identity token, sends it, and shows the verdict', async () => {
    await inbox.send({ item: 'seen', to: 'adele@contoso.example' })
    const { page, troubles, foreignRequests, close } = await inbox.open()
    await page.getByRole('option').filter({ hasText: 'Expense seen' }).click()
    await page.getByRole('button', { name: /Do more/ }).click()
    await page.getByRole('menuitem', { name: 'Open an add-in beside it' }).click()
    await page.getByRole('heading', { name: 'An add-in beside a mail' }).waitFor()
    await page.getByRole('button', { name: /Expense seen/ }).waitFor()
    const endpoint = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}/identity`
    await page.getByLabel('Its service on this machine').fill(endpoint)
    await page.getByRole('button', { name: /Ask for an identity token/ }).click()
    await page.getByText('accepted').waitFor()
    await page.getByText('known to the service').waitFor()
    await page.getByText('msexchuid').waitFor()
    assert.deepEqual(await findViolations(page), [])
    await page.getByLabel('Its service on this machine').fill('https://service.example/')
    await page.getByRole('button', { name: /Ask for an identity token/ }).click()
    await page.getByText('ERR_EMULATOR_REQUEST').waitFor()
    assert.deepEqual(foreignRequests, [])
    // The refused call is an error of the browser's console too, and the only one.
    assert.ok(
      troubles.every((text) => text.includes('status of 400')),
      troubles.join('\n'),
    )
    await close()
  })

  it('is closed to who has no session', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const answer = await page.goto(`${inbox.emulator.url}/add-in`)
    assert.equal(answer?.status(), 401)
    await context.close()
  })
})
