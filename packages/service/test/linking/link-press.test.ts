import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { answer, CountersignError } from '@countersign/core'
import { createMemoryLinkStore } from '@countersign/ledger/links'
import { LinkNeeded } from '../../src/index.js'
import { createLinkBrowser } from '../support/link-browser.js'
import { createLinkedService, LINK_URL, REDIRECT, type LinkedService } from '../support/linked-service.js'
import { pressCard } from '../support/press-card.js'
import { ADELE, ALEX, createTestService, headerOf, refusalsOf } from '../support/test-service.js'

async function link(s: LinkedService, loginUrl: string): Promise<void> {
  const browser = createLinkBrowser(s.linking)
  const done = await browser.submit(await browser.open(loginUrl))
  assert.equal(done.status, 303)
}

describe('a kind with `linked`', () => {
  it('sends an actor who is not linked to the login, and nothing has happened yet', async () => {
    const s = createLinkedService()
    const answered = await s.press(await s.send())
    assert.equal(answered.status, 401)
    assert.match(
      headerOf(answered, 'action-authenticate') ?? '',
      /^https:\/\/expenses\.contoso\.com\/link\?state=[A-Za-z0-9_-]{43}$/,
    )
    assert.equal(headerOf(answered, 'card-action-status'), 'Please sign in to continue.')
    assert.equal(headerOf(answered, 'cache-control'), 'no-store')
    assert.deepEqual(await s.t.ledger.list(), [])
    assert.deepEqual(s.runs, [])
    assert.deepEqual(refusalsOf(s.t.events), ['ERR_LINK_NEEDED'])
    const checks = s.t.events.flatMap((event) =>
      event.type === 'action.checked' ? [`${event.check} ${event.verdict}`] : [],
    )
    assert.deepEqual(checks.slice(-2), ['actor passed', 'link refused'])
  })

  it('after the login the repeated action runs once, with the account', async () => {
    const s = createLinkedService()
    const card = await s.send()
    await link(s, await s.pressForLogin(card))
    for (let repeat = 0; repeat < 3; repeat++) {
      const answered = await s.press(card)
      assert.equal(headerOf(answered, 'card-action-status'), 'Done for account-7.')
    }
    assert.deepEqual(
      s.runs.map(({ account }) => account),
      ['account-7'],
    )
    assert.deepEqual(
      s.t.events.filter(({ type }) => type.startsWith('link.')).map(({ type }) => type),
      ['link.completed'],
    )
  })

  it('O06: a link is its actor alone', async () => {
    const s = createLinkedService()
    await link(s, await s.pressForLogin(await s.send(ADELE), ADELE))
    const alexUrl = await s.pressForLogin(await s.send(ALEX), ALEX)
    assert.match(alexUrl, /^https:/)
    assert.deepEqual(s.runs, [])
    assert.equal((await s.linking.find(ADELE))?.account, 'account-7')
    assert.equal(await s.linking.find(ALEX), undefined)
  })

  it('a kind without `linked` gives its handler no link, and says so in its types', async () => {
    const t = createTestService({
      handler: ({ link }) => {
        // @ts-expect-error there is no link to read from
        assert.throws(() => link.account, TypeError)
        return answer.done('Recorded.')
      },
    })
    assert.equal((await t.press(await t.send(), 'approve')).status, 200)
  })

  it('whoever may not act at all is refused before the login, and begins none', async () => {
    const s = createLinkedService()
    const answered = await s.press(await s.send(ADELE), ALEX)
    assert.equal(answered.status, 403)
    assert.equal(headerOf(answered, 'action-authenticate'), undefined)
  })

  it('O03: without a URL to come back to, or with a wrong one, no login begins', async () => {
    const s = createLinkedService()
    const card = await s.send()
    for (const value of ['', 'https://evil.example/connectors/', `${REDIRECT}#`]) {
      const answered = await s.press(card, ADELE, { 'identity-linking-redirect-url': value })
      assert.equal(answered.status, 403)
      assert.equal(headerOf(answered, 'action-authenticate'), undefined)
    }
    const twice = pressCard(card, 'approve', { token: await s.t.mint(ADELE) })
    const header = ['identity-linking-redirect-url', REDIRECT] as const
    await assert.rejects(s.linking.require(ADELE, [...twice.headers, header, header]), {
      code: 'ERR_LINK_REDIRECT',
    })
    assert.deepEqual(new Set(refusalsOf(s.t.events)), new Set(['ERR_LINK_REDIRECT']))
  })

  it('L06: opening the message asks for no login', async () => {
    const s = createLinkedService()
    const opened = await s.open(await s.send())
    assert.equal(opened.status, 200)
    assert.match(opened.body, /"view"/)
    assert.deepEqual(refusalsOf(s.t.events), [])
  })

  it('a link ends: by time, for the actor, for the account', async () => {
    const s = createLinkedService({ linking: { linksExpireIn: '1d' } })
    const card = await s.send()
    await link(s, await s.pressForLogin(card))
    assert.equal((await s.press(card)).status, 200)
    s.t.clock.now += 86_400_000
    assert.equal((await s.press(card)).status, 401)
    await link(s, await s.pressForLogin(card))
    assert.equal(await s.linking.unlink(ADELE), true)
    assert.equal((await s.press(card)).status, 401)
    await link(s, await s.pressForLogin(card))
    assert.equal(await s.linking.unlinkAccount('account-7'), 1)
    assert.equal((await s.press(card)).status, 401)
  })

  it('R06: a store that is down, or takes too long, executes nothing', async () => {
    const store = createMemoryLinkStore()
    await store.close()
    for (const findLink of [
      store.findLink,
      () => Promise.reject(new Error('SECRET')),
      () => new Promise<never>(() => undefined),
    ]) {
      const s = createLinkedService({ linking: { store: { ...methodsOf(store), findLink } } })
      assert.equal((await s.press(await s.send())).status, 503)
      assert.deepEqual(refusalsOf(s.t.events), ['ERR_LINK_STORE'])
      assert.deepEqual(s.runs, [])
    }
  })

  it('O02, H05: nothing that is logged or printed holds the state or the redirect URL', async () => {
    const s = createLinkedService()
    const url = await s.pressForLogin(await s.send())
    const state = new URL(url).searchParams.get('state') ?? ''
    assert.equal(state.length, 43)
    const thrown: unknown = await s.linking
      .require(ADELE, [['identity-linking-redirect-url', REDIRECT]])
      .catch((error: unknown) => error)
    assert.ok(thrown instanceof LinkNeeded && thrown instanceof CountersignError)
    assert.ok(thrown.loginUrl.startsWith(`${LINK_URL}?state=`))
    await createLinkBrowser(s.linking).open(`${url}x`)
    await link(s, url)
    const written = inspect([s.t.events, thrown, s.linking], { depth: 9, showHidden: true })
    for (const secret of [state, new URL(thrown.loginUrl).search, 'postAuthenticate', 'account-7'])
      assert.ok(!written.includes(secret))
  })
})

/** A class instance loses its methods in a spread. */
function methodsOf(store: ReturnType<typeof createMemoryLinkStore>): typeof store {
  return {
    begin: (pending) => store.begin(pending),
    findPending: (hash) => store.findPending(hash),
    complete: (hash, wanted) => store.complete(hash, wanted),
    cancel: (hash) => store.cancel(hash),
    findLink: (key) => store.findLink(key),
    removeLink: (key) => store.removeLink(key),
    removeAccount: (account) => store.removeAccount(account),
    close: () => store.close(),
  }
}
