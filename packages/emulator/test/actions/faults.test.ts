import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { EMULATOR_TENANTS, type ActionTokenVerifier } from '@countersign/core'
import { FAULT_NAMES, type FaultName } from '../../src/index.js'
import { makeCard } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

describe('faults', () => {
  let loop: Loop
  let verifier: ActionTokenVerifier
  let messageId: number

  before(async () => {
    loop = await Loop.start({ actionTimeoutMs: 400 })
    messageId = (await loop.deliver(makeCard())).id
    verifier = loop.createVerifier()
  })
  after(() => loop.close())

  const tokenOf = (fault?: FaultName): Promise<string> => loop.tokenOf(messageId, fault)

  it('without a fault the token is good', async () => {
    assert.equal((await verifier.verify(await tokenOf())).tenantId, EMULATOR_TENANTS.contoso.tenantId)
  })

  for (const fault of ['expired-token', 'future-token', 'wrong-audience', 'unknown-kid'] as const) {
    it(`${fault}: the service's verifier refuses the token`, async () => {
      const token = await tokenOf(fault)
      await assert.rejects(async () => verifier.verify(token), /./)
    })
  }

  it('duplicate-post: the same request twice; duplicate-post-new-id: each with an id of its own', async () => {
    for (const [fault, ids] of [
      ['duplicate-post', 1],
      ['duplicate-post-new-id', 2],
    ] as const) {
      const count = loop.service.requests.length
      const result = await loop.emulator.press(messageId, 'approve', { fault })
      assert.deepEqual([result.outcome, result.duplicateStatuses], ['done', [200]])
      const posts = loop.service.requests.slice(count)
      assert.equal(posts.length, 2)
      assert.equal(new Set(posts.map(({ headers }) => headers['action-request-id'])).size, ids)
      assert.equal(new Set(posts.map(({ headers }) => headers.authorization)).size, 1)
    }
  })

  it('delay: the request comes late, and counts against the platform’s patience', async () => {
    const short = await loop.emulator.press(messageId, 'approve', { fault: 'delay', delayMs: 5 })
    assert.equal(short.outcome, 'done')
    const count = loop.service.requests.length
    const long = await loop.emulator.press(messageId, 'approve', { fault: 'delay', delayMs: 500 })
    assert.deepEqual([long.outcome, long.failure], ['failed', 'timeout'])
    while (loop.service.requests.length === count) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(loop.service.requests.length, count + 1)
  })

  it('rotated-key: a good token under a key that the service has not met', async () => {
    const token = await tokenOf('rotated-key')
    const kids = (
      await fetch(`${loop.emulator.issuerBase}/substrate.office.com/sts/common/discovery/keys`)
    ).json()
    assert.equal(((await kids) as { keys: unknown[] }).keys.length, 2)
    const fresh = loop.createVerifier()
    assert.equal((await fresh.verify(token)).profile, 'entra')
  })

  it('names its faults when asked for another', async () => {
    const fault = 'earthquake' as FaultName
    await assert.rejects(
      loop.emulator.press(messageId, 'approve', { fault }),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, 'ERR_EMULATOR_FAULT')
        for (const name of FAULT_NAMES) assert.ok(error.message.includes(name))
        return true
      },
    )
  })
})
