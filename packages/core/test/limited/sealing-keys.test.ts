import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { EPOCH_SECONDS, epochOf, MAX_SEALS, SealingKeys } from '../../src/limited/sealing-keys.js'

const roots = [{ id: 'r', secret: randomBytes(32) }]

describe('sealing keys', () => {
  it('L03: are retired after the allowed number of seals', () => {
    assert.equal(MAX_SEALS, 2_147_483_648)
    const keys = new SealingKeys({ roots, service: 's', maxSeals: 3 })
    const kids = Array.from({ length: 7 }, () => keys.useForSealing(1).kid)
    assert.equal(new Set(kids).size, 3)
    assert.deepEqual([kids[0], kids[3]], [kids[2], kids[5]])
  })

  it('L03: are retired after 30 days', () => {
    const keys = new SealingKeys({ roots, service: 's' })
    assert.equal(EPOCH_SECONDS, 2_592_000)
    assert.equal(epochOf(EPOCH_SECONDS - 0.001), 0)
    assert.equal(epochOf(EPOCH_SECONDS), 1)
    assert.notEqual(keys.useForSealing(0).kid, keys.useForSealing(1).kid)
  })

  it('differ by service, root, epoch and instance, and are the same when derived again', () => {
    const keys = new SealingKeys({ roots: [...roots, { id: 'q', secret: randomBytes(32) }], service: 's' })
    const other = new SealingKeys({ roots, service: 't' })
    const of = (k: SealingKeys, kid: string): string => k.findForOpening(kid, 1).key.export().toString('hex')
    const bytes = [
      of(keys, 'r.1.AAAAAAAAAAAA'),
      of(keys, 'r.1.AAAAAAAAAAAB'),
      of(keys, 'r.0.AAAAAAAAAAAA'),
      of(keys, 'q.1.AAAAAAAAAAAA'),
      of(other, 'r.1.AAAAAAAAAAAA'),
    ]
    assert.equal(new Set(bytes).size, 5)
    assert.equal(of(new SealingKeys({ roots, service: 's' }), 'r.1.AAAAAAAAAAAA'), bytes[0])
  })
})
