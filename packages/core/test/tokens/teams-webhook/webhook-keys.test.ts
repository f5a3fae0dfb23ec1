import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { describe, it, mock } from 'node:test'
import { findWebhookKey } from '../../../src/tokens/teams-webhook/webhook-keys.js'

const keys = [1, 2, 3].map((byte) => Buffer.alloc(32, byte))
const body = Buffer.from('the body')
const macBy = (key: Buffer): string => crypto.createHmac('sha256', key).update(body).digest('base64')
/** Of no key: 32 bytes of zeros. */
const noMac = Buffer.alloc(32).toString('base64')

/** How often the constant-time comparison ran, and on how many bytes. */
function countComparisons(run: () => unknown): readonly number[] {
  const spy = mock.method(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  try {
    run()
    return spy.mock.calls.map(({ arguments: [left] }) => left.byteLength)
  } finally {
    spy.mock.restore()
    syncBuiltinESMExports()
  }
}

describe('findWebhookKey', () => {
  it('W04: compares whole MACs in constant time, with every key, whichever fits', () => {
    const macs = [...keys.map(macBy), noMac]
    for (const mac of macs)
      assert.deepEqual(
        countComparisons(() => findWebhookKey(keys, mac, body)),
        [44, 44, 44],
      )
  })

  it('finds the first key that fits, or none', () => {
    assert.deepEqual(
      keys.map((key) => findWebhookKey(keys, macBy(key), body)),
      [0, 1, 2],
    )
    const [first = Buffer.alloc(32)] = keys
    assert.equal(findWebhookKey([first, first], macBy(first), body), 0)
    assert.equal(findWebhookKey(keys, noMac, body), -1)
    assert.equal(findWebhookKey([], macBy(first), body), -1)
  })
})
