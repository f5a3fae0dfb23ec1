import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Emulator } from '@countersign/emulator'
import { press } from '../../src/testing/index.js'
import { launchChromium, skipReason } from '../browser/chromium.js'
import { CookieBrowser, type VisitedPage } from './cookie-browser.js'
import { startExample, type ExampleService } from './example-service.js'

const POST_AUTHENTICATE = /\/connectors\/.*\/postAuthenticate$/
const BUTTON_COLORS = `(({ backgroundColor, color }) => backgroundColor + ' ' + color)(
  getComputedStyle(document.querySelector('button.primary')))`
const ACTION = { action: 'release', mailbox: 'adele@contoso.example' }

/** Signs in at the local OpenID provider: its login and its consent, each a form. */
async function signIn(browser: CookieBrowser, url: string, name: string): Promise<VisitedPage> {
  const login = await browser.open(url)
  assert.match(login.body, /name="login"/, login.body)
  const consent = await browser.submit(login, { prompt: 'login', login: name, password: 'any' })
  return browser.submit(consent, { prompt: 'consent' })
}

describe('examples/identity-linking', () => {
  let folder: string
  let emulator: Emulator
  let service: ExampleService

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linking-'))
    emulator = await Emulator.start()
    service = await startExample(emulator, 'identity-linking/server.js', {
      LINKS_FILE: join(folder, 'links.db'),
    })
    await emulator.waitForMessage(() => emulator.listMessages().length > 0, { timeoutMs: 30_000 })
  })
  after(async () => {
    await service[Symbol.asyncDispose]()
    await emulator.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function pressForLogin(): Promise<string> {
    const pressed = await press(emulator, ACTION)
    assert.equal(pressed.outcome, 'sign-in-needed', service.output)
    assert.equal(pressed.status, 401)
    const url = pressed.signIn?.url ?? ''
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/link\?state=[\w-]{43}$/)
    return url
  }

  it('O06: a login that somebody else was sent links nothing before they confirm it, and says whose it is', async () => {
    const url = await pressForLogin()
    const victim = new CookieBrowser()
    const page = await signIn(victim, url, 'victor')
    assert.match(page.body, /adele@contoso\.example/)
    assert.match(page.body, /victor \(expenses\)/)
    const cancelled = await victim.submit(page, { choice: 'cancel' })
    assert.equal(cancelled.status, 200)
    assert.equal((await victim.open(url)).status, 400)
    assert.equal((await press(emulator, ACTION)).outcome, 'sign-in-needed')
    assert.doesNotMatch(service.output, /released/)
  })

  it('O06: a sign-in that this browser did not begin is refused (login CSRF)', async () => {
    const attacker = new CookieBrowser()
    const login = await attacker.open(await pressForLogin())
    const consent = await attacker.submit(login, { prompt: 'login', login: 'mallory', password: 'any' })
    const callback = await attacker.submit(consent, { prompt: 'consent' }, /\/callback\?/)
    assert.match(callback.url, /\/callback\?code=/)
    const planted = await new CookieBrowser().open(callback.url)
    assert.equal(planted.status, 400)
  })

  it('O03: the login leads back to the linking page and nowhere else', async () => {
    for (const returnTo of [
      'https://evil.example/',
      '//evil.example',
      `${service.url}.evil.example/link?`,
      '',
    ]) {
      const query = new URLSearchParams({ returnTo }).toString()
      assert.equal((await new CookieBrowser().open(`${service.url}/login?${query}`)).status, 400, returnTo)
    }
  })

  it('signs in, confirms, comes back, and the platform repeats the action', async () => {
    const browser = new CookieBrowser()
    const page = await signIn(browser, await pressForLogin(), 'adele.v')
    assert.match(page.body, /Connect your accounts\?/)
    const back = await browser.submit(page, { choice: 'link' }, POST_AUTHENTICATE)
    assert.ok(back.url.startsWith(`${emulator.url}/connectors/adele@contoso.example/`), back.url)
    assert.equal((await browser.open(back.url)).status, 200)
    assert.match(service.output, /released by adele\.v\n/)
    assert.equal((await browser.open(back.url)).status >= 400, true, 'the address is good once')
    const again = await press(emulator, ACTION)
    assert.equal(again.actionStatus, 'Released.')
    assert.equal(service.output.match(/released by/g)?.length, 1, 'and the action ran once')
  })
})

describe('examples/identity-linking in a browser', { skip: skipReason }, () => {
  it('shows the page from 400 pixels on, light and dark, and gets through its own policy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linking-'))
    const emulator = await Emulator.start()
    const chromium = await launchChromium()
    try {
      await using service = await startExample(emulator, 'identity-linking/server.js', {
        LINKS_FILE: join(folder, 'links.db'),
      })
      await emulator.waitForMessage(() => emulator.listMessages().length > 0, { timeoutMs: 30_000 })
      const pressed = await press(emulator, ACTION)
      const complaints: string[] = []
      const context = await chromium.newContext({ viewport: { width: 400, height: 700 } })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || /polic/i.test(message.text())) complaints.push(message.text())
      })
      await page.goto(pressed.signIn?.url ?? '')
      await page.fill('input[name=login]', 'adele.v')
      await page.fill('input[name=password]', 'any')
      await page.click('button[type=submit]')
      await page.click('button[type=submit]')
      await page.waitForURL(/\/link\?state=/)
      complaints.length = 0
      const colors: string[] = []
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        colors.push(await page.evaluate<string>(BUTTON_COLORS))
        assert.equal(
          await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'),
          0,
        )
      }
      assert.equal(new Set(colors).size, 2, colors.join())
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(POST_AUTHENTICATE)
      assert.deepEqual(complaints, [])
      assert.match(service.output, /released by adele\.v\n/)
    } finally {
      await chromium.close()
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
