import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLinkBrowser } from '../support/link-browser.js'
import { createLinkedService, LINK_URL, REDIRECT, type LinkedService } from '../support/linked-service.js'
import { ADELE, ALEX, headerOf } from '../support/test-service.js'

const MINUTE = 60_000
/** A state that nobody made. */
const UNKNOWN = `${LINK_URL}?state=${'A'.repeat(43)}`

async function begin(s: LinkedService): Promise<string> {
  return s.pressForLogin(await s.send())
}

function linkCodes(s: LinkedService): string[] {
  return s.t.events.flatMap((event) => (event.type === 'link.refused' ? [event.code] : []))
}

async function isLinked(s: LinkedService): Promise<boolean> {
  return (await s.linking.find(ADELE)) !== undefined
}

describe('the login page', () => {
  it('names the Office identity and the account, and links them when that is confirmed', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const page = await browser.open(await begin(s))
    assert.equal(page.status, 200)
    for (const text of [ADELE.address, ADELE.tenantId, ADELE.objectId, 'Adele at Expenses'])
      assert.ok(page.body.includes(text), text)
    assert.ok(page.body.includes('expenses.contoso.com'))
    const done = await browser.submit(page)
    assert.equal(done.status, 303)
    assert.equal(headerOf(done, 'location'), REDIRECT)
    assert.equal((await s.linking.find(ADELE))?.account, 'account-7')
  })

  it('sends the browser to the login of the service first, and to another one on request', async () => {
    const s = createLinkedService()
    const url = await begin(s)
    const account = s.browserSession.account
    s.browserSession.account = undefined
    const browser = createLinkBrowser(s.linking)
    const away = await browser.open(url)
    assert.equal(away.status, 302)
    assert.equal(
      headerOf(away, 'location'),
      `https://expenses.contoso.com/login?returnTo=${encodeURIComponent(url)}`,
    )
    s.browserSession.account = account
    assert.equal((await browser.open(`${url}&as=other`)).status, 302)
    assert.deepEqual(s.logins, [
      { returnTo: url, need: 'account', loginHint: ADELE.address },
      { returnTo: url, need: 'other-account', loginHint: ADELE.address },
    ])
  })

  it('L05, O06: opening the page, however often and by whom, links nothing and ends nothing', async () => {
    const s = createLinkedService()
    const url = await begin(s)
    for (let visit = 0; visit < 3; visit++) await createLinkBrowser(s.linking).open(url)
    const { pathname, search } = new URL(url)
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS'])
      await s.linking.handle({ method, url: `${pathname}${search}`, headers: [], body: new Uint8Array() })
    assert.equal(await isLinked(s), false)
    const browser = createLinkBrowser(s.linking)
    assert.equal((await browser.submit(await browser.open(url))).status, 303)
  })

  it('O03: a wrong, an absent and a repeated state lead nowhere', async () => {
    const s = createLinkedService()
    const url = await begin(s)
    const browser = createLinkBrowser(s.linking)
    const state = new URL(url).searchParams.get('state') ?? ''
    for (const bad of [
      UNKNOWN,
      LINK_URL,
      `${LINK_URL}?state=`,
      `${url}&state=${state}`,
      `${url}x`,
      `${LINK_URL}?state=${state.slice(0, -1)}`,
      `${LINK_URL}?state=${REDIRECT}`,
    ]) {
      const page = await browser.open(bad)
      assert.equal(page.status, 400, bad)
      assert.ok(!page.body.includes('form'))
    }
    assert.deepEqual(new Set(linkCodes(s)), new Set(['ERR_LINK_STATE']))
    const page = await browser.open(url)
    const forged = await browser.submit(page, { fields: { state: 'A'.repeat(43) } })
    assert.equal(forged.status, 400)
    assert.equal(await isLinked(s), false)
  })

  it('O03: a state is good once and for five minutes', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const url = await begin(s)
    const page = await browser.open(url)
    assert.equal((await browser.submit(page)).status, 303)
    await s.linking.unlink(ADELE)
    assert.equal((await browser.submit(page)).status, 400)
    assert.equal((await browser.open(url)).status, 400)
    assert.equal(await isLinked(s), false)

    const late = await browser.open(await begin(s))
    s.t.clock.now += 5 * MINUTE
    const expired = await browser.submit(late)
    assert.equal(expired.status, 400)
    assert.equal(headerOf(expired, 'location'), undefined)
    assert.equal(await isLinked(s), false)
  })

  it('O03: where the allow-list changed meanwhile, nobody is sent to what was allowed before', async () => {
    const s = createLinkedService({ linking: { redirectHosts: ['outlook.office365.us'] } })
    const old = createLinkedService({ linking: { store: s.store } })
    const card = await s.send()
    const answered = await s.press(card, ADELE, {
      'identity-linking-redirect-url': 'https://outlook.office365.us/connectors/a/b/postAuthenticate',
    })
    const url = headerOf(answered, 'action-authenticate') ?? ''
    assert.equal((await createLinkBrowser(s.linking).open(url)).status, 200)
    assert.equal((await createLinkBrowser(old.linking).open(url)).status, 400)
  })

  it('a cancelled login links nothing and is over', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const url = await begin(s)
    const cancelled = await browser.submit(await browser.open(url), { choice: 'cancel' })
    assert.equal(cancelled.status, 200)
    assert.equal((await browser.open(url)).status, 400)
    assert.equal(await isLinked(s), false)
    assert.ok(s.t.events.some(({ type }) => type === 'link.cancelled'))
  })
})

describe('the login page, confirmed by somebody else', () => {
  it('O06: with `proof`, a browser that is another Office identity links nothing', async () => {
    const s = createLinkedService({ withProof: true })
    const browser = createLinkBrowser(s.linking)
    const url = await begin(s)
    assert.equal((await browser.open(url)).status, 302)
    assert.deepEqual(s.logins.at(-1)?.need, 'proof')
    for (const proof of [
      { tenantId: ALEX.tenantId, objectId: ALEX.objectId },
      { tenantId: '9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5', objectId: ADELE.objectId },
      { tenantId: ADELE.objectId, objectId: ADELE.tenantId },
    ]) {
      s.browserSession.proof = proof
      assert.equal((await browser.open(url)).status, 403)
    }
    s.browserSession.proof = { tenantId: ADELE.tenantId.toUpperCase(), objectId: ADELE.objectId }
    const page = await browser.open(url)
    assert.equal(page.status, 200)
    s.browserSession.proof = { tenantId: ALEX.tenantId, objectId: ALEX.objectId }
    assert.equal((await browser.submit(page)).status, 403)
    s.browserSession.proof = undefined
    assert.equal((await browser.submit(page)).status, 403)
    assert.equal(await isLinked(s), false)
    assert.deepEqual(new Set(linkCodes(s)), new Set(['ERR_LINK_ACTOR']))
    s.browserSession.proof = { tenantId: ADELE.tenantId, objectId: ADELE.objectId }
    assert.equal((await browser.submit(page)).status, 303)
  })

  it('O06: a form is good only in the browser, for the account and for the login it was shown for', async () => {
    const s = createLinkedService()
    const mine = createLinkBrowser(s.linking)
    const page = await mine.open(await begin(s))
    const other = createLinkBrowser(s.linking)
    const otherPage = await other.open(await s.pressForLogin(await s.send(ALEX), ALEX))
    const state = /name="state" value="([^"]+)"/.exec(otherPage.body)?.[1]
    assert.equal((await other.submit(page)).status, 403, 'another browser')
    assert.equal((await mine.submit(page, { headers: { cookie: undefined } })).status, 403, 'no cookie')
    assert.equal((await mine.submit(page, { fields: { state } })).status, 403, 'another login')
    s.browserSession.account = { id: 'account-of-mallory', name: 'Adele at Expenses' }
    assert.equal((await mine.submit(page)).status, 403, 'another account')
    s.browserSession.account = undefined
    assert.equal((await mine.submit(page)).status, 403, 'signed out')
    assert.equal(await isLinked(s), false)
    assert.deepEqual(new Set(linkCodes(s)), new Set(['ERR_LINK_CONFIRMATION']))
  })

  it('O06: a form of another site, or of none, is refused (login CSRF)', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const page = await browser.open(await begin(s))
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'https://expenses.contoso.com.evil.example' },
      { origin: 'http://expenses.contoso.com' },
      { origin: 'null' },
      { origin: undefined },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ])
      assert.equal((await browser.submit(page, { headers })).status, 403, JSON.stringify(headers))
    for (const fields of [
      { form: undefined },
      { form: '' },
      { form: 'A'.repeat(43) },
      { form: 'é'.repeat(43) },
    ])
      assert.equal((await browser.submit(page, { fields })).status, 403)
    assert.equal((await browser.submit(page, { choice: 'yes' })).status, 403)
    assert.equal(await isLinked(s), false)
    assert.equal((await browser.submit(page)).status, 303, 'the form itself is still good')
  })

  it('O06: a cookie that came twice is none, wherever the second one is from', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const page = await browser.open(await begin(s))
    const planted = `__Host-countersign-link=${'B'.repeat(43)}`
    for (const cookie of [
      `${browser.cookie ?? ''}; ${planted}`,
      `${planted}; ${browser.cookie ?? ''}`,
      planted,
    ])
      assert.equal((await browser.submit(page, { headers: { cookie } })).status, 403)
    assert.equal(await isLinked(s), false)
  })

  it('R03: of many confirmations at once one links, the others find the login over', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const page = await browser.open(await begin(s))
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.submit(page)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, ...Array<number>(9).fill(400)].sort())
  })
})

describe('the login page as a page', () => {
  it('runs nothing, loads nothing, stands in no frame, is kept nowhere', async () => {
    const s = createLinkedService()
    const page = await createLinkBrowser(s.linking).open(await begin(s))
    const policy = headerOf(page, 'content-security-policy') ?? ''
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+';/)
    assert.ok(policy.includes('form-action https://expenses.contoso.com https://outlook.office.com;'))
    assert.ok(policy.includes("base-uri 'none'; frame-ancestors 'none'"))
    assert.equal(headerOf(page, 'x-frame-options'), 'DENY')
    assert.equal(headerOf(page, 'cache-control'), 'no-store')
    assert.equal(headerOf(page, 'referrer-policy'), 'same-origin')
    assert.equal(headerOf(page, 'x-content-type-options'), 'nosniff')
    assert.doesNotMatch(page.body, /<script|\son\w+=|style="/)
    assert.match(
      headerOf(page, 'set-cookie') ?? '',
      /^__Host-countersign-link=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  it('B03: a name can neither leave its place in the page nor look like another', async () => {
    const s = createLinkedService()
    s.browserSession.account = {
      id: 'x',
      name: `</dd><script>alert(1)</script>"'&\u202eevil\u200b\r\n${'x'.repeat(200)}`,
    }
    const { body } = await createLinkBrowser(s.linking).open(await begin(s))
    assert.ok(!body.includes('<script>'))
    assert.ok(
      body.includes('<bdi>&#60;/dd&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;evil x'),
    )
    assert.doesNotMatch(body, /[\u202e\u200b]/)
    assert.ok(!body.includes('x'.repeat(121)))
  })

  it('keeps one cookie over several logins in one browser', async () => {
    const s = createLinkedService()
    const browser = createLinkBrowser(s.linking)
    const first = await browser.open(await begin(s))
    const second = await browser.open(await begin(s))
    assert.equal(headerOf(second, 'set-cookie'), undefined)
    assert.equal((await browser.submit(first)).status, 303)
  })

  it('answers 404 elsewhere, 405 to other methods, 400 to a body that is none', async () => {
    const s = createLinkedService()
    const ask = (method: string, url: string, body = ''): Promise<{ status: number }> =>
      s.linking.handle({
        method,
        url,
        headers: [
          ['origin', 'https://expenses.contoso.com'],
          ['content-type', 'application/json'],
        ],
        body: Buffer.from(body),
      })
    assert.equal((await ask('GET', '/other')).status, 404)
    assert.equal((await ask('PUT', '/link')).status, 405)
    assert.equal((await ask('POST', '/link', '{"state":')).status, 400)
    assert.equal((await ask('POST', '/link', '{"state":["a"]}')).status, 400)
  })

  it('a service that cannot say who is signed in, or where to sign in, links nothing', async () => {
    const broken: Record<string, Parameters<typeof createLinkedService>[0]> = {
      throws: { linking: { account: () => Promise.reject(new Error('SECRET')) } },
      nameless: { linking: { account: () => ({ id: '', name: 'x' }) } },
      odd: { linking: { account: () => ({ id: 7, name: 'x' }) as never } },
      script: { linking: { account: () => undefined, login: () => 'javascript:alert(1)' } },
      plain: { linking: { account: () => undefined, login: () => 'http://expenses.contoso.com/login' } },
      none: { linking: { account: () => undefined, login: () => undefined as never } },
      proof: { withProof: false, linking: { proof: () => ({}) as never } },
    }
    for (const [name, options] of Object.entries(broken)) {
      const s = createLinkedService(options)
      const page = await createLinkBrowser(s.linking).open(await begin(s))
      assert.equal(page.status, 503, name)
      assert.deepEqual(linkCodes(s), ['ERR_LINK_ACCOUNT'], name)
      assert.ok(!page.body.includes('SECRET'))
    }
  })

  it('a store that is down is 503', async () => {
    const s = createLinkedService()
    const url = await begin(s)
    await s.store.close()
    assert.equal((await createLinkBrowser(s.linking).open(url)).status, 503)
    assert.deepEqual(linkCodes(s), ['ERR_LINK_STORE'])
  })
})
