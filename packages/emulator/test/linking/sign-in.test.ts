import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { EmulatorEvent, PressResult } from '../../src/index.js'
import { makeCard, TARGET } from '../support/example-provider.js'
import { call, openPage, type Reply } from '../support/http-call.js'
import { Loop } from '../support/loop.js'
import type { RecordedRequest } from '../support/recording-service.js'

const HEADER = 'identity-linking-redirect-url'
const LOGIN = 'https://login.contoso.example/authorize?state=s3cret-state-of-the-service'
const UPDATE = { 'CARD-UPDATE-IN-BODY': 'true', 'Content-Type': 'application/json' }

describe('identity linking on the side of the platform', () => {
  let now = Date.now()
  let loop: Loop
  let linked = false
  before(async () => {
    loop = await Loop.start({ now: () => now })
  })
  after(() => loop.close())
  afterEach(() => {
    linked = false
  })

  /** A service that wants a login first. */
  function askForLogin(): void {
    loop.answer = () =>
      linked
        ? {
            headers: { ...UPDATE, 'CARD-ACTION-STATUS': 'Recorded.' },
            body: JSON.stringify(makeCard({ actions: [] })),
          }
        : { status: 401, headers: { 'ACTION-AUTHENTICATE': LOGIN } }
  }

  function redirectOf(request: RecordedRequest): string {
    return String(request.headers[HEADER])
  }

  async function pressUnlinked(): Promise<{ id: number; result: PressResult; redirect: string }> {
    const { id } = await loop.deliver(makeCard())
    askForLogin()
    const result = await loop.emulator.press(id, 'approve', { inputs: { comment: 'mine' } })
    return { id, result, redirect: redirectOf(loop.last) }
  }

  function comeBack(redirect: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
    const { origin, pathname } = new URL(redirect)
    return call(origin, pathname, { method, headers })
  }

  it('sends an address of its own with every request, GET and POST', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({})
    const seen = new Set<string>()
    for (const action of ['approve', 'approve', 'status']) {
      const { request } = await loop.emulator.press(id, action)
      const redirect = redirectOf(loop.last)
      assert.match(
        redirect,
        new RegExp(
          `^${loop.emulator.url}/connectors/adele@contoso\\.example/[0-9a-f-]{36}/postAuthenticate$`,
        ),
      )
      seen.add(redirect)
      const shown = request.headers.find(([name]) => name.toLowerCase() === HEADER)?.[1]
      assert.equal(shown, `${loop.emulator.url}/connectors/adele@contoso.example/[redacted]/postAuthenticate`)
    }
    assert.equal(seen.size, 3)
  })

  it('names the address under which the person acts', async () => {
    await loop.register({ token: { profile: 'substrate' } })
    const { id } = await loop.deliver(makeCard({ expectedActors: ['adele.vance@contoso.example'] }))
    loop.answer = () => ({})
    await loop.emulator.press(id, 'approve')
    assert.match(redirectOf(loop.last), /\/connectors\/adele\.vance@contoso\.example\//)
    await loop.register()
  })

  it('shows where to sign in, and repeats the action once when the browser comes back', async () => {
    const { id, result, redirect } = await pressUnlinked()
    assert.deepEqual(
      [result.outcome, result.status, result.signIn?.url, result.signIn?.host],
      ['sign-in-needed', 401, LOGIN, 'login.contoso.example'],
    )
    const first = loop.last
    linked = true
    const page = await comeBack(redirect)
    assert.equal(page.status, 200)
    assert.match(page.text, /Signed in/)
    assert.match(page.text, /<a href="\/">/)
    assert.equal(page.headers['cache-control'], 'no-store')
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/)

    const second = loop.last
    assert.notEqual(second, first)
    assert.deepEqual([second.method, second.url, second.body], [first.method, first.url, first.body])
    assert.equal(second.body, 'comment=mine')
    for (const header of ['authorization', 'action-request-id', HEADER]) {
      assert.notEqual(second.headers[header], first.headers[header], header)
    }
    const message = loop.emulator.getMessage(id)
    assert.deepEqual(
      message.presses.map(({ outcome, repeats }) => [outcome, repeats]),
      [
        ['sign-in-needed', undefined],
        ['done', result.request.requestId],
      ],
    )
    assert.equal(message.refreshes, 1)

    const calls = loop.service.requests.length
    const again = await comeBack(redirect)
    assert.equal(again.status, 410)
    assert.equal(loop.service.requests.length, calls)
  })

  it('repeats once though the browser comes back twice at the same time', async () => {
    const { redirect } = await pressUnlinked()
    const calls = loop.service.requests.length
    linked = true
    const replies = await Promise.all([comeBack(redirect), comeBack(redirect)])
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 410])
    assert.equal(loop.service.requests.length, calls + 1)
  })

  it('E01: an address is good for nothing unless the service asked for a login on that very request', async () => {
    const { id } = await loop.deliver(makeCard())
    for (const answer of [
      {},
      { status: 401 },
      { status: 403, headers: { 'ACTION-AUTHENTICATE': LOGIN } },
      { status: 200, headers: { 'ACTION-AUTHENTICATE': LOGIN } },
      { status: 401, headers: { 'ACTION-AUTHENTICATE': 'javascript:alert(1)' } },
      { status: 401, headers: { 'ACTION-AUTHENTICATE': 'data:text/html,x' } },
      { status: 401, headers: { 'ACTION-AUTHENTICATE': 'http://login.contoso.example/' } },
    ]) {
      loop.answer = () => answer
      const result = await loop.emulator.press(id, 'approve')
      assert.notEqual(result.outcome, 'sign-in-needed')
      assert.equal(result.signIn, undefined)
      const calls = loop.service.requests.length
      assert.equal((await comeBack(redirectOf(loop.last))).status, 410)
      assert.equal(loop.service.requests.length, calls)
    }
    const codes = loop.emulator
      .getMessage(id)
      .presses.map(({ findings }) => findings.map(({ code }) => code).join())
    assert.deepEqual(codes, [
      '',
      '',
      'SIGN_IN_STATUS',
      'SIGN_IN_STATUS',
      'SIGN_IN_URL',
      'SIGN_IN_URL',
      'SIGN_IN_URL',
    ])
  })

  it('E01: a guessed, altered or foreign address repeats nothing', async () => {
    const { redirect } = await pressUnlinked()
    const calls = loop.service.requests.length
    linked = true
    const guid = /[0-9a-f-]{36}/.exec(redirect)?.[0] ?? ''
    for (const other of [
      redirect.replace(guid, '00000000-0000-4000-8000-000000000000'),
      redirect.replace('adele@', 'alex@'),
      redirect.replace(guid, '__proto__'),
      redirect.replace(guid, `${guid}x`),
    ]) {
      assert.equal((await comeBack(other)).status, 410)
    }
    assert.equal((await comeBack(redirect, { Host: 'evil.test' })).status, 403)
    assert.equal((await comeBack(redirect, { Origin: 'https://evil.test' })).status, 403)
    assert.equal(loop.service.requests.length, calls)
    assert.equal((await comeBack(redirect)).status, 200)
  })

  it('E01: what a page can start without navigating, a prefetch and a HEAD use nothing up', async () => {
    const { redirect } = await pressUnlinked()
    const calls = loop.service.requests.length
    linked = true
    for (const headers of [
      { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', 'Sec-Purpose': 'prefetch;prerender' },
      { Purpose: 'prefetch' },
    ] as Record<string, string>[]) {
      assert.equal((await comeBack(redirect, headers)).status, 403)
    }
    assert.equal((await comeBack(redirect, {}, 'HEAD')).status, 403)
    assert.notEqual((await comeBack(redirect, {}, 'POST')).status, 200)
    assert.equal(loop.service.requests.length, calls)
    const redirected = {
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
      'Sec-Fetch-Site': 'cross-site',
    }
    assert.equal((await comeBack(redirect, redirected)).status, 200)
  })

  it('waits ten minutes, and no longer', async () => {
    const early = await pressUnlinked()
    now += 10 * 60_000 - 1
    linked = true
    assert.equal((await comeBack(early.redirect)).status, 200)
    linked = false
    const late = await pressUnlinked()
    assert.equal(loop.emulator.listSignIns().length, 1)
    now += 10 * 60_000
    assert.equal((await comeBack(late.redirect)).status, 410)
    assert.deepEqual(loop.emulator.listSignIns(), [])
  })

  it('asks again where the service still knows nobody, with a new address', async () => {
    const { redirect } = await pressUnlinked()
    const page = await comeBack(redirect)
    assert.match(page.text, /Sign-in needed once more/)
    assert.notEqual(redirectOf(loop.last), redirect)
    linked = true
    assert.match((await comeBack(redirectOf(loop.last))).text, /Signed in/)
  })

  it('says so where the platform itself does not repeat the action', async () => {
    const { redirect } = await pressUnlinked()
    await loop.register({ targets: ['https://elsewhere.contoso.example'] })
    const page = await comeBack(redirect)
    assert.equal(page.status, 409)
    assert.match(page.text, /not sent again/)
    await loop.register()
  })

  it('writes text into the page, never markup', async () => {
    const { redirect } = await pressUnlinked()
    loop.answer = () => ({ status: 409, headers: { 'CARD-ACTION-STATUS': '<script>alert("1")</script>&' } })
    const { text } = await comeBack(redirect)
    assert.ok(text.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;'), text)
  })

  it('H05: no event and no record has the guid or the login page', async () => {
    const events: EmulatorEvent[] = []
    const stop = loop.emulator.onEvent((event) => events.push(event))
    const { id, redirect } = await pressUnlinked()
    stop()
    const guid = /[0-9a-f-]{36}/.exec(redirect)?.[0] ?? redirect
    const kept = JSON.stringify([events, loop.emulator.getMessage(id).presses])
    assert.ok(!kept.includes(guid))
    assert.ok(!kept.includes('s3cret-state'))
    const step = events.find((event) => event.type === 'press-step' && event.step === 'sign-in-needed')
    assert.deepEqual(step?.type === 'press-step' && step.values, { host: 'login.contoso.example' })
    assert.equal(events.at(-1)?.type === 'press-ended' && events.at(-1)?.type, 'press-ended')
  })

  it('does the same for who has no browser, behind the secret', async () => {
    const { result } = await pressUnlinked()
    const { requestId } = result.request
    const cookie = await openPage(loop.emulator.pageUrl)
    const listed = await call(loop.emulator.url, '/api/v1/sign-ins', { headers: { cookie } })
    const { signIns } = JSON.parse(listed.text) as { signIns: { requestId: string; url: string }[] }
    assert.ok(signIns.some((each) => each.requestId === requestId && each.url === LOGIN))
    const path = `/api/v1/sign-ins/${requestId}/return`
    assert.equal((await call(loop.emulator.url, path, { method: 'POST' })).status, 403)
    assert.equal((await call(loop.emulator.url, path, { method: 'POST', headers: { cookie } })).status, 403)
    linked = true
    const headers = { 'Countersign-Secret': loop.emulator.secret }
    const returned = await call(loop.emulator.url, path, { method: 'POST', headers })
    assert.equal((JSON.parse(returned.text) as PressResult).outcome, 'done')
    assert.equal((await call(loop.emulator.url, path, { method: 'POST', headers })).status, 404)
    await assert.rejects(loop.emulator.returnFromSignIn(requestId), {
      code: 'ERR_EMULATOR_SIGN_IN_NOT_FOUND',
    })
  })

  it('opens no task pane for an autoInvokeAction', async () => {
    const autoInvokeAction = { type: 'Action.Http', method: 'POST', url: `${TARGET}/view`, body: '' }
    const { id } = await loop.deliver(makeCard({ autoInvokeAction }))
    askForLogin()
    const result = await loop.emulator.open(id)
    assert.deepEqual([result?.outcome, result?.signIn], ['refused', undefined])
    assert.equal((await comeBack(redirectOf(loop.last))).status, 410)
  })
})
