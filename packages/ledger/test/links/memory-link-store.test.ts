import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeLinkStoreContract } from '../../src/contract/index.js'
import { hash } from '../../src/contract/contract-fixture.js'
import { createMemoryLinkStore, type NewPendingLink } from '../../src/links/index.js'

describeLinkStoreContract(
  { describe, it },
  {
    name: 'memory',
    create: async () => {
      let now = 1_000_000
      return {
        store: createMemoryLinkStore({ now: () => now }),
        clock: { advance: (ms) => void (now += ms) },
        dispose: async () => undefined,
      }
    },
  },
)

function pendingOf(actor: string): NewPendingLink {
  return {
    stateHash: hash(`state of ${actor}`),
    actorKey: hash(actor),
    actor: {},
    redirectUrl: 'https://outlook.office.com/connectors/x',
    lifetimeMs: 1_000,
  }
}

describe('memory link store', () => {
  it('is bounded: what has expired makes room, nothing else does', async () => {
    let now = 0
    const store = createMemoryLinkStore({ now: () => now, maxLinks: 2 })
    await store.begin(pendingOf('a'))
    await store.begin(pendingOf('b'))
    await assert.rejects(store.begin(pendingOf('c')), { code: 'ERR_LINK_STORE_FULL' })
    now = 1_000
    await store.begin(pendingOf('c'))
    assert.notEqual(await store.findPending(pendingOf('c').stateHash), undefined)
  })

  it('has no room for no link', () => {
    assert.throws(() => createMemoryLinkStore({ maxLinks: 0 }), { code: 'ERR_LINK_ARGUMENT' })
  })
})
