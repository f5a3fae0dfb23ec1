import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { EMULATOR_TENANTS } from '@countersign/core'
import type { FaultName } from '../../src/index.js'
import { OUTAGE_AFTER_PRESS_MS } from '../../src/actions/key-set-outage.js'
import { makeCard } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

describe('faults of the platform itself', () => {
  let loop: Loop
  let messageId: number
  before(async () => {
    loop = await Loop.start({ actionTimeoutMs: 60_000 })
    messageId = (await loop.deliver(makeCard())).id
  })
  after(() => loop.close())

  const tokenOf = (fault?: FaultName): Promise<string> => loop.tokenOf(messageId, fault)

  it('fifty-at-once: fifty times the same request, and one answer for the client', async () => {
    const count = loop.service.requests.length
    const result = await loop.emulator.press(messageId, 'approve', { fault: 'fifty-at-once' })
    assert.equal(result.outcome, 'done')
    assert.deepEqual(
      result.duplicateStatuses,
      Array.from({ length: 49 }, () => 200),
    )
    const posts = loop.service.requests.slice(count)
    assert.equal(posts.length, 50)
    for (const header of ['action-request-id', 'authorization'] as const) {
      assert.equal(new Set(posts.map(({ headers }) => headers[header])).size, 1)
    }
  })

  it('K10 key-set-outage: no key for who has none, the last known good one for who has; it passes', async (context) => {
    const warm = loop.createVerifier()
    await warm.verify(await tokenOf())
    const document = `${loop.emulator.issuerBase}/login.microsoftonline.com/${EMULATOR_TENANTS.contoso.tenantId}/.well-known/openid-configuration`
    assert.equal((await fetch(document)).status, 200)

    const token = await tokenOf('key-set-outage')
    const away = await fetch(document)
    assert.deepEqual([away.status, away.headers.get('retry-after')], [503, '2'])
    await assert.rejects(async () => loop.createVerifier().verify(token), /./)
    assert.equal((await warm.verify(token)).profile, 'entra')

    const later = performance.now() + OUTAGE_AFTER_PRESS_MS
    context.mock.method(performance, 'now', () => later)
    assert.equal((await fetch(document)).status, 200)
    assert.equal((await loop.createVerifier().verify(token)).profile, 'entra')
  })
})
