import assert from 'node:assert/strict'
import { MAX_PENDING_PER_ACTOR, type LinkStore, type NewPendingLink } from '../links/link-store.js'
import { hash, rejectsWith } from './contract-fixture.js'
import type { ContractRunner } from './contract-types.js'

export interface LinkStoreContractOptions {
  /** Names the adapter in the test report. */
  readonly name: string
  /** Makes an empty store. Called once per test. */
  readonly create: () => Promise<LinkStoreUnderTest>
}

export interface LinkStoreUnderTest {
  readonly store: LinkStore
  /** Opens the same store once more, as another process would. Absent where it is gone with its process. */
  readonly reopen?: () => Promise<LinkStore>
  readonly clock: { advance(ms: number): void }
  dispose(): Promise<void>
}

const LOGIN_MS = 300_000
const LINK_MS = 3_600_000
const link = { account: 'account-7', lifetimeMs: LINK_MS }

function pending(state: string, actor = 'adele'): NewPendingLink {
  return {
    stateHash: hash(state),
    actorKey: hash(actor),
    actor: { tenantId: 't-1', objectId: actor, displayName: `${actor} 🎉 '"; --` },
    redirectUrl: `https://outlook.office.com/connectors/${actor}/${state}/postAuthenticate`,
    lifetimeMs: LOGIN_MS,
  }
}

/**
 * Tests that every link store must pass, with any test runner.
 *
 * ```ts
 * describeLinkStoreContract({ describe, it }, { name: 'my store', create: async () => ({ store, clock, dispose }) })
 * ```
 */
export function describeLinkStoreContract(runner: ContractRunner, options: LinkStoreContractOptions): void {
  const test = (name: string, run: (under: LinkStoreUnderTest) => Promise<void>): void => {
    runner.it(name, async () => {
      const under = await options.create()
      try {
        await run(under)
      } finally {
        await under.dispose()
      }
    })
  }
  runner.describe(`link store contract: ${options.name}`, () => {
    describeLogins(test)
    describeLinks(test)
    describeStore(test)
  })
}

type LinkStoreTest = (name: string, run: (under: LinkStoreUnderTest) => Promise<void>) => void

function describeLogins(test: LinkStoreTest): void {
  test('keeps what was begun, unchanged by looking at it', async ({ store }) => {
    const { lifetimeMs: _length, ...kept } = pending('s')
    await store.begin(pending('s'))
    for (let look = 0; look < 3; look++) assert.deepEqual(await store.findPending(hash('s')), kept)
    assert.equal(await store.findPending(hash('other')), undefined)
    assert.equal(await store.findLink(hash('adele')), undefined)
  })

  test('O06: a state links once, and its actor alone', async ({ store }) => {
    await store.begin(pending('s'))
    await store.begin(pending('t', 'alex'))
    assert.equal((await store.complete(hash('s'), link))?.actorKey, hash('adele'))
    assert.equal(await store.complete(hash('s'), { ...link, account: 'thief' }), undefined)
    assert.equal((await store.findLink(hash('adele')))?.account, 'account-7')
    assert.equal(await store.findLink(hash('alex')), undefined)
  })

  test('O06: of many that complete one state at once exactly one does', async ({ store }) => {
    await store.begin(pending('s'))
    const attempts = Array.from({ length: 20 }, (_, index) =>
      store.complete(hash('s'), { ...link, account: `account-${String(index)}` }),
    )
    const done = (await Promise.all(attempts)).map((one, index) => (one === undefined ? -1 : index))
    const winners = done.filter((index) => index >= 0)
    assert.equal(winners.length, 1)
    assert.equal((await store.findLink(hash('adele')))?.account, `account-${String(winners[0])}`)
  })

  test('O03: a state is good until its time is over and not a millisecond longer', async ({
    store,
    clock,
  }) => {
    await store.begin(pending('s'))
    clock.advance(LOGIN_MS - 1)
    assert.notEqual(await store.findPending(hash('s')), undefined)
    clock.advance(1)
    assert.equal(await store.findPending(hash('s')), undefined)
    assert.equal(await store.complete(hash('s'), link), undefined)
    assert.equal(await store.cancel(hash('s')), false)
    assert.equal(await store.findLink(hash('adele')), undefined)
  })

  test('a link ends every other login of its actor', async ({ store }) => {
    await store.begin(pending('s'))
    await store.begin(pending('s2'))
    await store.begin(pending('t', 'alex'))
    await store.complete(hash('s2'), link)
    assert.equal(await store.findPending(hash('s')), undefined)
    assert.notEqual(await store.findPending(hash('t')), undefined)
  })

  test('a cancelled login links nothing', async ({ store }) => {
    await store.begin(pending('s'))
    assert.equal(await store.cancel(hash('s')), true)
    assert.equal(await store.cancel(hash('s')), false)
    assert.equal(await store.complete(hash('s'), link), undefined)
  })

  test('an actor has a few logins under way, the oldest go first', async ({ store }) => {
    for (let index = 0; index < MAX_PENDING_PER_ACTOR + 2; index++) await store.begin(pending(String(index)))
    await store.begin(pending('t', 'alex'))
    assert.equal(await store.findPending(hash('0')), undefined)
    assert.equal(await store.findPending(hash('1')), undefined)
    for (let index = 2; index < MAX_PENDING_PER_ACTOR + 2; index++)
      assert.notEqual(await store.findPending(hash(String(index))), undefined, String(index))
  })
}

function describeLinks(test: LinkStoreTest): void {
  test('a link has its times, and ends', async ({ store, clock }) => {
    await store.begin(pending('s'))
    await store.complete(hash('s'), link)
    const found = await store.findLink(hash('adele'))
    assert.equal(found?.account, 'account-7')
    assert.equal(found.expiresAt - found.linkedAt, LINK_MS)
    clock.advance(LINK_MS)
    assert.equal(await store.findLink(hash('adele')), undefined)
  })

  test('a later link takes the place of the earlier one', async ({ store }) => {
    for (const account of ['first', 'second']) {
      await store.begin(pending(account))
      await store.complete(hash(account), { account, lifetimeMs: LINK_MS })
    }
    assert.equal((await store.findLink(hash('adele')))?.account, 'second')
    assert.equal(await store.removeAccount('first'), 0)
  })

  test('removes the link of an actor, or all links of an account', async ({ store }) => {
    for (const actor of ['adele', 'alex', 'megan']) {
      await store.begin(pending(actor, actor))
      await store.complete(hash(actor), {
        account: actor === 'megan' ? 'other' : 'same',
        lifetimeMs: LINK_MS,
      })
    }
    assert.equal(await store.removeAccount('same'), 2)
    assert.equal(await store.findLink(hash('alex')), undefined)
    assert.equal(await store.removeLink(hash('megan')), true)
    assert.equal(await store.removeLink(hash('megan')), false)
  })
}

function describeStore(test: LinkStoreTest): void {
  test('refuses what cannot be stored, and names it without quoting it', async ({ store }) => {
    await rejectsWith(store.begin({ ...pending('s'), stateHash: 'short' }), 'ERR_LINK_ARGUMENT')
    await rejectsWith(store.begin({ ...pending('s'), actorKey: '' }), 'ERR_LINK_ARGUMENT')
    await rejectsWith(store.begin({ ...pending('s'), lifetimeMs: Number.NaN }), 'ERR_LINK_ARGUMENT')
    await rejectsWith(store.begin({ ...pending('s'), redirectUrl: 'https://x/\0' }), 'ERR_LINK_ARGUMENT')
    await store.begin(pending('s'))
    await rejectsWith(store.complete(hash('s'), { ...link, account: '' }), 'ERR_LINK_ARGUMENT')
    await rejectsWith(store.complete(hash('s'), { ...link, account: '\ud800' }), 'ERR_LINK_ARGUMENT')
    assert.equal(await store.findPending("' OR 1=1 --"), undefined)
    assert.notEqual(await store.findPending(hash('s')), undefined)
  })

  test('everything is still there after the store was opened anew', async ({ store, reopen }) => {
    if (!reopen) return
    await store.begin(pending('s'))
    await store.begin(pending('t', 'alex'))
    await store.complete(hash('t'), link)
    await store.close()
    const again = await reopen()
    try {
      assert.equal((await again.findLink(hash('alex')))?.account, 'account-7')
      assert.equal((await again.complete(hash('s'), link))?.actorKey, hash('adele'))
    } finally {
      await again.close()
    }
  })

  test('answers nothing once it was closed', async ({ store }) => {
    await store.close()
    await rejectsWith(store.findLink(hash('adele')), 'ERR_LINK_STORE')
    await rejectsWith(store.begin(pending('s')), 'ERR_LINK_STORE')
  })
}
