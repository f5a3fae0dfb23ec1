import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { done, hash, mustReserve, rejectsWith, request } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { faultyDriver, SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_READONLY } from './faulty-driver.js'
import { makeFolder } from './sqlite-fixture.js'

describe('a store that fails', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>
  let file: string
  let ledger: Ledger

  const order = (...faults: readonly string[]): Promise<void> =>
    writeFile(`${file}.faults`, faults.join('\n'))
  const repair = (): Promise<void> => rm(`${file}.faults`, { force: true })
  const requests = (count: number): ReturnType<typeof request>[] =>
    Array.from({ length: count }, (_, index) => request(Date.now(), { key: hash(`key ${String(index)}`) }))

  beforeEach(async () => {
    folder = await makeFolder()
    file = join(folder.path, 'ledger.db')
    ledger = await createSqliteLedger({ file, driver: faultyDriver })
  })
  afterEach(async () => {
    await ledger.close()
    await folder.remove()
  })

  for (const [name, code] of [
    ['a full disk', SQLITE_FULL],
    ['a failed sync', SQLITE_IOERR_FSYNC],
  ] as const) {
    it(`R13: when a group commit fails (${name}), nobody is told "reserved" and nothing stays`, async () => {
      await order(`COMMIT=${String(code)}`)
      const results = await Promise.allSettled(requests(50).map((wanted) => ledger.reserve(wanted)))
      for (const result of results) {
        assert.equal(result.status, 'rejected')
        assert.equal((result.reason as { code?: string }).code, 'ERR_LEDGER_UNAVAILABLE')
        assert.ok((result.reason as Error).cause instanceof Error)
      }
      await repair()
      await untilItAnswers(ledger)
      assert.deepEqual(await ledger.list(), [])
      for (const wanted of requests(50)) await mustReserve(ledger, wanted)
    })
  }

  it('R13: a settlement whose commit failed is not recorded, and can be tried again', async () => {
    const wanted = request(Date.now())
    const id = await mustReserve(ledger, wanted)
    await order(`COMMIT=${String(SQLITE_FULL)}`)
    await rejectsWith(ledger.settle(id, done), 'ERR_LEDGER_UNAVAILABLE')
    await repair()
    assert.equal((await ledger.find(wanted.key))?.state, 'running')
    assert.equal(await ledger.settle(id, done), true)
  })

  it('R13: a statement that fails takes the whole group with it', async () => {
    const id = await mustReserve(ledger, request(Date.now()))
    await order(`INSERT INTO answers=${String(SQLITE_FULL)}`)
    const [other] = requests(1)
    assert.ok(other)
    const results = await Promise.allSettled([ledger.reserve(other), ledger.settle(id, done)])
    assert.deepEqual(
      results.map((result) => result.status),
      ['rejected', 'rejected'],
    )
    await repair()
    assert.equal(await ledger.find(other.key), undefined)
    assert.equal((await ledger.find(hash('key-1')))?.state, 'running')
  })

  it('R06: a store that has become read-only refuses, and says why in the cause', async () => {
    await order(`UPDATE meta=${String(SQLITE_READONLY)}`)
    await assert.rejects(ledger.reserve(request(Date.now())), {
      code: 'ERR_LEDGER_UNAVAILABLE',
      details: { failure: 'read-only' },
    })
  })

  it('R06: a writer thread that crashes refuses all calls that wait; the next one starts a new thread', async () => {
    await order('CRASH=0')
    const results = await Promise.allSettled(requests(20).map((wanted) => ledger.reserve(wanted)))
    assert.ok(results.every((result) => result.status === 'rejected'))
    await rejectsWith(ledger.reserve(request(Date.now())), 'ERR_LEDGER_UNAVAILABLE')
    await repair()
    await untilItAnswers(ledger)
    assert.deepEqual(await ledger.list(), [])
    await mustReserve(ledger, request(Date.now()))
  })

  it('R06 R10: a file that is removed under an open ledger is noticed before anything is reserved', async () => {
    await mustReserve(ledger, request(Date.now()))
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true })
    const issuedAt = Date.now()
    await rejectsWith(ledger.reserve(request(issuedAt, { key: hash('next') })), 'ERR_LEDGER_UNAVAILABLE')
    await untilItAnswers(ledger)
    const { bornAt } = await ledger.birth()
    assert.ok(bornAt >= issuedAt)
    const result = await ledger.reserve(request(issuedAt - 1, { key: hash('next') }))
    assert.equal(result.state, 'too-old')
  })
})

/** A thread that failed is not started again at once. */
async function untilItAnswers(ledger: Ledger): Promise<void> {
  for (;;) {
    try {
      await ledger.birth()
      return
    } catch {
      await delay(50)
    }
  }
}
