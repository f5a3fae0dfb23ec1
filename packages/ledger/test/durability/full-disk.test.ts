import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CountersignError } from '@countersign/core/errors'
import { done, hash, mustReserve, rejectsWith, request } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import { readProof } from './press-proof.js'
import { makePressTask } from './press-task.js'
import { mountSmallDisk, whyNoSmallDisk } from './small-disk.js'

const run = promisify(execFile)
/** Blocks of 512 bytes: enough for the tables and some hundred actions. */
const LIMIT_BLOCKS = 4_000
const noSmallDisk = whyNoSmallDisk()

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`a disk that fills up (${driver})`, { skip }, () => {
    it('R06 R13: at the limit of a file’s size, what was told stays true and the rest is refused', async () => {
      const folder = await makeFolder()
      try {
        const task = makePressTask(folder.path, { driver, hands: 32, until: 3_000, back: 50 })
        const { file, proof } = task
        const script = fileURLToPath(new URL('./press-child.js', import.meta.url))
        const command = `ulimit -f ${String(LIMIT_BLOCKS)}; exec "$0" "$@"`
        await run('sh', ['-c', command, process.execPath, script, JSON.stringify(task)])

        const { runs, answers, refusals } = await readProof(proof)
        assert.deepEqual([...refusals], ['ERR_LEDGER_UNAVAILABLE'])
        assert.ok(answers.size > 100)
        for (const ids of runs.values()) assert.equal(ids.length, 1)
        const ledger = await createSqliteLedger({ file, driver })
        for (const key of runs.keys()) assert.ok(await ledger.find(key), 'what was reserved is there')
        for (const key of answers.keys()) assert.equal((await ledger.find(key))?.state, 'settled')
        const settled = await ledger.list({ state: 'settled', limit: 10_000 })
        // A refused settlement is not recorded either: its action is in doubt, which is what it is.
        for (const { key } of settled) assert.ok(answers.has(key), 'settled, and told so')
        await ledger.close()
      } finally {
        await folder.remove()
      }
    })

    it(
      'R06: a full disk refuses; once there is room the same ledger goes on',
      { skip: noSmallDisk },
      async () => {
        const disk = mountSmallDisk('1m')
        let ledger: Ledger | undefined
        try {
          ledger = await createSqliteLedger({ file: join(disk.path, 'ledger.db'), driver })
          const { settled, refused, failure } = await fill(ledger)
          assert.equal(failure, 'disk-full')
          // Full is full: a later press is refused as well, and nothing that was recorded is lost.
          await rejectsWith(ledger.reserve(press(refused)), 'ERR_LEDGER_UNAVAILABLE')
          for (const number of settled) assert.equal((await ledger.find(press(number).key))?.state, 'settled')

          disk.remount('size=16m')
          await untilItAnswers(ledger)
          assert.equal(await ledger.find(press(refused).key), undefined)
          const id = await mustReserve(ledger, press(refused))
          assert.equal(await ledger.settle(id, done), true)
          for (const number of settled) assert.equal((await ledger.reserve(press(number))).state, 'settled')
        } finally {
          await ledger?.close()
          disk.remove()
        }
      },
    )

    it('R06: a disk that is read-only has no ledger on it', { skip: noSmallDisk }, async () => {
      const disk = mountSmallDisk('4m')
      try {
        const file = join(disk.path, 'ledger.db')
        const ledger = await createSqliteLedger({ file, driver })
        await ledger.settle(await mustReserve(ledger, press(1)), done)
        await ledger.close()
        disk.remount('ro')
        await rejectsWith(createSqliteLedger({ file, driver }), 'ERR_LEDGER_FILE')
        await rejectsWith(createSqliteLedger({ file: join(disk.path, 'new.db'), driver }), 'ERR_LEDGER_FILE')
        disk.remount('rw')
        const again = await createSqliteLedger({ file, driver })
        assert.equal((await again.reserve(press(1))).state, 'settled')
        await again.close()
      } finally {
        disk.remove()
      }
    })
  })
}

function press(number: number): ReturnType<typeof request> {
  const key = hash(`press ${String(number)}`)
  return request(Date.now(), { key, itemKey: key })
}

interface Filled {
  readonly settled: readonly number[]
  /** The first one that was refused a reservation. */
  readonly refused: number
  readonly failure: unknown
}

async function fill(ledger: Ledger): Promise<Filled> {
  const settled: number[] = []
  for (let number = 0; ; number++) {
    let id: string
    try {
      id = await mustReserve(ledger, press(number))
    } catch (error) {
      assert.ok(error instanceof CountersignError)
      assert.equal(error.code, 'ERR_LEDGER_UNAVAILABLE')
      return { settled, refused: number, failure: error.details?.['failure'] }
    }
    // Where only the answer finds no room, the reservation stays, and nobody else gets one.
    const isSettled = await ledger.settle(id, { ...done, body: 'x'.repeat(20_000) }).catch(() => false)
    if (isSettled) settled.push(number)
  }
}

async function untilItAnswers(ledger: Ledger): Promise<void> {
  for (;;) {
    const isUp = await ledger.openItem({ itemKey: hash('any'), version: 1, closesAt: Date.now() }).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await delay(50)
  }
}
