import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashParts } from '../../src/pipeline/hash-parts.js'
import { hashItem } from '../../src/pipeline/ledger-keys.js'
import { checkKindOptions } from '../../src/kinds/check-kind-options.js'
import { createTestService } from '../support/test-service.js'

describe('what may happen once', () => {
  it('L02: parts are kept apart, whatever they hold', () => {
    const seen = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['a\u0000', 'bc']].map(
      hashParts,
    )
    assert.equal(new Set(seen).size, seen.length)
  })

  it('R12: every part of its name makes another item', () => {
    const kind = checkKindOptions(
      'expense',
      { url: 'https://a.example/x', decisions: ['approve'] },
      {
        limited: {} as never,
        originator: 'o',
        sender: undefined,
        profile: 'entra',
        tenants: new Map(),
        objectIds: undefined,
        hasLedger: true,
      },
    )
    const name = { service: 's', originator: 'o', kind, tenantScope: 't', item: 'i' }
    const names = [
      name,
      { ...name, service: 'x' },
      { ...name, originator: 'x' },
      { ...name, kind: { ...kind, name: 'x' } },
      { ...name, tenantScope: 'x' },
      { ...name, item: 'x' },
    ]
    assert.equal(new Set(names.map(hashItem)).size, names.length)
    assert.equal(hashItem({ ...name, originator: 'O' }), hashItem(name), 'a GUID in another case is the same')
  })

  it('once: actor counts an actor once over all their cards of the version', async () => {
    const t = createTestService({ kind: { once: 'actor' } })
    const [first, second] = [await t.send(), await t.send()]
    assert.equal((await t.press(first, 'approve')).status, 200)
    assert.equal((await t.press(second, 'reject')).status, 409)
    assert.deepEqual(t.runs, ['approve 1234 '])
  })

  it('once: token counts each card of an actor, and every button of one card as one', async () => {
    const t = createTestService({
      kind: { once: 'token', decisions: ['approve'] } as never,
    })
    const options = {
      card: ({ action }: { action: (decision: 'approve', options: { title: string }) => object }) => ({
        type: 'AdaptiveCard',
        version: '1.0',
        actions: [
          action('approve', { title: 'Approve' }),
          { type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.com/1234' },
        ],
      }),
    }
    const [first, second] = [
      await t.send(undefined, options as never),
      await t.send(undefined, options as never),
    ]
    for (const card of [first, first, second, second])
      assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(t.runs.length, 2)
  })
})
