import assert from 'node:assert/strict'
import type { RecordedAnswer } from '../ledger.js'
import type { ContractTest } from './contract-types.js'
import { done, hash, mustReserve, rejectsWith, request, stateOf } from './contract-fixture.js'

export function describeOutcome(test: ContractTest): void {
  test('settle records the answer as it is, and only once', async ({ ledger, start }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    assert.equal(await ledger.settle(id, done), true)
    assert.equal(await ledger.settle(id, { status: 409, headers: [], body: 'another' }), false)
    assert.deepEqual((await ledger.find(wanted.key))?.answer, done)
  })

  test('an answer with every kind of character comes back unchanged', async ({ ledger, start }) => {
    const bodies = ['', '\u0000a\u0000', '\u2028\u2029', '\'"; DROP TABLE answers; --', '🎉'.repeat(5000)]
    for (const [index, body] of bodies.entries()) {
      const answer: RecordedAnswer = { status: 200 + index, headers: [['X-Text', body.slice(0, 50)]], body }
      const wanted = request(start, { key: hash(`body ${String(index)}`) })
      await ledger.settle(await mustReserve(ledger, wanted), answer)
      assert.deepEqual((await ledger.find(wanted.key))?.answer, answer)
    }
  })

  test('a recorded answer does not change with the caller’s object', async ({ ledger, start }) => {
    const wanted = request(start)
    const headers: [string, string][] = [['A', 'b']]
    const settling = ledger.settle(await mustReserve(ledger, wanted), { status: 200, headers, body: 'x' })
    headers.push(['C', 'd'])
    await settling
    assert.deepEqual((await ledger.find(wanted.key))?.answer?.headers, [['A', 'b']])
  })

  test('an unusable answer is refused and the reservation stays', async ({ ledger, start }) => {
    const id = await mustReserve(ledger, request(start))
    await rejectsWith(ledger.settle(id, { status: 20, headers: [], body: '' }), 'ERR_LEDGER_ARGUMENT')
    assert.equal(await ledger.settle(id, done), true)
  })

  test('release forgets: the action can be reserved again, under another id', async ({ ledger, start }) => {
    const wanted = request(start)
    const first = await mustReserve(ledger, wanted)
    assert.equal(await ledger.release(first), true)
    assert.equal(await ledger.find(wanted.key), undefined)
    const second = await mustReserve(ledger, wanted)
    assert.notEqual(second, first)
    assert.equal(await ledger.release(first), false)
    assert.equal(await ledger.settle(first, done), false)
    assert.equal(await stateOf(ledger, wanted), 'running')
    assert.equal(await ledger.settle(second, done), true)
  })

  test('a settled entry cannot be released, renewed or doubted', async ({ ledger, start }) => {
    const wanted = request(start)
    const id = await mustReserve(ledger, wanted)
    await ledger.settle(id, done)
    assert.equal(await ledger.release(id), false)
    assert.equal(await ledger.renew(id, 1000), false)
    assert.equal(await ledger.doubt(id), false)
    assert.equal(await stateOf(ledger, wanted), 'settled')
  })

  test('an id that was never given out changes nothing', async ({ ledger, start }) => {
    const wanted = request(start)
    const real = await mustReserve(ledger, wanted)
    const forged = ['', '0', '1', '1.', '.', '1.x', '__proto__', `${real}x`, real.slice(0, -1), `0${real}`]
    for (const id of forged) {
      assert.equal(await ledger.settle(id, done), false)
      assert.equal(await ledger.release(id), false)
      assert.equal(await ledger.renew(id, 1000), false)
      assert.equal(await ledger.doubt(id), false)
    }
    assert.equal(await stateOf(ledger, wanted), 'running')
  })

  test('find shows an entry without changing it', async ({ ledger, start }) => {
    const wanted = request(start)
    assert.equal(await ledger.find(wanted.key), undefined)
    const id = await mustReserve(ledger, wanted)
    const { key, itemKey, version, fingerprint, actorKey, decision, label, closesAt } = wanted
    const base = { key, itemKey, version, fingerprint, actorKey, decision, label, closesAt }
    assert.deepEqual(await ledger.find(key), {
      ...base,
      state: 'running',
      reservedAt: start,
      leaseUntil: start + wanted.leaseMs,
    })
    await ledger.settle(id, done)
    assert.deepEqual(await ledger.find(key), {
      ...base,
      state: 'settled',
      reservedAt: start,
      settledAt: start,
      answer: done,
    })
  })
}
