import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemorySendLog } from '../../src/index.js'

describe('createMemorySendLog', () => {
  it('begins once, remembers what was sent and gives failed keys free', async () => {
    const log = createMemorySendLog()
    assert.deepEqual(await log.begin('a'), { state: 'begun' })
    assert.deepEqual(await log.begin('a'), { state: 'busy' })
    await log.failed('a')
    assert.deepEqual(await log.begin('a'), { state: 'begun' })
    await log.sent('a', '250 ok')
    assert.deepEqual(await log.begin('a'), { state: 'sent', response: '250 ok' })
    await log.failed('a')
    assert.deepEqual(await log.begin('a'), { state: 'sent', response: '250 ok' })
  })

  it('gives a key free when its lease is over, so that a crash holds back no mail', async () => {
    let now = 0
    const log = createMemorySendLog({ now: () => now, leaseMs: 1_000 })
    await log.begin('a')
    now = 999
    assert.deepEqual(await log.begin('a'), { state: 'busy' })
    now = 1_000
    assert.deepEqual(await log.begin('a'), { state: 'begun' })
  })

  it('is bounded: the oldest sent mails go first, never one that is under way', async () => {
    const log = createMemorySendLog({ maxEntries: 2 })
    await log.begin('running')
    for (const key of ['a', 'b', 'c']) await log.sent(key, 'ok')
    assert.deepEqual(await log.begin('running'), { state: 'busy' })
    assert.deepEqual(await log.begin('c'), { state: 'sent', response: 'ok' })
    assert.deepEqual(await log.begin('a'), { state: 'begun' })
    assert.throws(() => createMemorySendLog({ leaseMs: 0, maxEntries: 0 }), { code: 'ERR_MAIL_OPTIONS' })
  })
})
