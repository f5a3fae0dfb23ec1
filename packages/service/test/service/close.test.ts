import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { autoCard } from '../support/approve-card.js'
import { withFaults } from '../support/faulty-ledger.js'
import { gatedHandler } from '../support/gated-handler.js'
import { NOON } from '../support/test-platform.js'
import { createTestService, inputSchema, refusalsOf } from '../support/test-service.js'

/** Lets everything happen that waits for nothing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
}

describe('close', () => {
  it('no handler starts afterwards, however long the request had been on its way', async () => {
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    let reached = () => {}
    const waiting = new Promise<void>((resolve) => (reached = resolve))
    const slow = {
      '~standard': {
        ...inputSchema['~standard'],
        validate: async (value: unknown) => {
          reached()
          await gate
          return inputSchema['~standard'].validate(value)
        },
      },
    } as unknown as typeof inputSchema
    const t = createTestService({ kind: { input: slow } })
    const press = t.press(await t.send(), 'approve')
    await waiting
    const closing = t.service.close()
    letGo()
    assert.equal((await press).status, 503)
    await closing
    assert.deepEqual(t.runs, [])
    assert.deepEqual(await t.ledger.list(), [])
  })

  it('may be asked for twice at once: both wait for the handler, and not longer', async () => {
    const slow = gatedHandler()
    const t = createTestService({ handler: slow.handler })
    const press = t.press(await t.send(), 'approve')
    await slow.started
    const closed: string[] = []
    const first = t.service.close().then(() => closed.push('first'))
    const second = t.service.close().then(() => closed.push('second'))
    await turns()
    assert.deepEqual(closed, [])
    slow.open()
    assert.equal((await press).status, 200)
    await turns()
    assert.deepEqual(closed.sort(), ['first', 'second'])
    await Promise.all([first, second])
  })

  it('waits for a reservation that is on its way, and for the handler that it lets run past its answer', async () => {
    const memory = createMemoryLedger({ now: () => NOON })
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    let reached = () => {}
    const waiting = new Promise<void>((resolve) => (reached = resolve))
    const slow = gatedHandler()
    const t = createTestService({
      handler: slow.handler,
      service: { budgets: { actMs: 200 } },
      ledger: withFaults(memory, {
        reserve: async (request) => {
          const result = await memory.reserve(request)
          reached()
          await gate
          return result
        },
      }),
    })
    const press = t.press(await t.send(), 'approve')
    await waiting
    let closed = false
    const closing = t.service.close().then(() => (closed = true))
    await turns()
    assert.equal(closed, false, 'a request is on its way')
    letGo()
    await slow.started
    assert.equal((await press).status, 200)
    await turns()
    assert.equal(closed, false, 'its handler still runs')
    slow.open()
    await closing
    assert.deepEqual(
      (await memory.list()).map(({ state }) => state),
      ['settled'],
    )
  })

  it('shows nothing any more either', async () => {
    const t = createTestService()
    const card = await t.send(undefined, {
      card: autoCard,
    })
    assert.equal((await t.open(card)).status, 200)
    await t.service.close()
    assert.equal((await t.open(card)).status, 503)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_CLOSING'])
  })

  it('what the service opened is not opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-close-'))
    try {
      const t = createTestService({
        service: { ledger: `sqlite:${join(folder, 'ledger.db')}` },
        clock: { now: Date.now() },
      })
      await t.service.ready()
      await t.service.close()
      await t.service.close()
      await assert.rejects(t.service.ready(), { code: 'ERR_LEDGER_CLOSED' })
      await assert.rejects(t.kind.withdraw('1234'), { code: 'ERR_LEDGER_CLOSED' })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('a handler that never ends keeps no timer of ours, so that the process can end', async () => {
    const before = countTimers()
    const gate = gatedHandler()
    const t = createTestService({
      handler: gate.handler,
      service: { leaseMs: 60, budgets: { actMs: 20, viewMs: 20 } },
    })
    await t.press(await t.send(), 'approve')
    await t.service.close()
    assert.equal(countTimers(), before)
    gate.open()
  })
})
