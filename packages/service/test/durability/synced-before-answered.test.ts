/** What the kernel was asked by a whole service: no handler starts and no answer leaves before its commit was synced. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ActionRequest } from '@countersign/core'
import { makeServiceTask } from './killed-service-task.js'
import {
  findEarlyMarks,
  readFileTrace,
  readTrace,
  skipReason,
  traceOptions,
  unsyncedDriver,
  whyNoTrace,
} from './ledger-trace.js'
import type { MarkFindings } from './ledger-trace.js'
import { postOnce } from './post-once.js'
import { readServiceMarks } from './read-service-marks.js'
import { sendCards } from './send-cards.js'
import { startService } from './start-service.js'

const ITEMS = 80
/** Presses in flight, so that a group has several. */
const HANDS = 8

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = (await skipReason(driver)) || whyNoTrace()
  describe(`the order of syncs, handlers and answers of a service (${driver})`, () => {
    it(
      'R13 R08: no handler starts and no answer leaves before the sync of its commit',
      { skip },
      async () => {
        const { runs, answers, early } = await tracePresses(driver)
        assert.deepEqual(early, [])
        assert.deepEqual({ runs, answers }, { runs: ITEMS, answers: 2 * ITEMS })
      },
    )

    it(
      'R13: with synchronous=OFF the same look at the same work finds them all too early',
      { skip },
      async () => {
        const { runs, answers, early } = await tracePresses(unsyncedDriver(driver))
        assert.deepEqual({ runs, answers }, { runs: ITEMS, answers: 2 * ITEMS })
        assert.equal(early.length, runs + answers)
      },
    )
  })
}

async function tracePresses(driver: string): Promise<MarkFindings> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-traced-'))
  try {
    const task = makeServiceTask(folder, { driver })
    const output = join(folder, 'trace')
    const requests = await sendCards(task, ITEMS)
    const service = await startService(task, ['strace', ...traceOptions(output)])
    try {
      await pressAll(service.port, requests)
    } finally {
      await service.end()
    }
    const events = readFileTrace(await readTrace(output))
    return findEarlyMarks(events, task.ledger.file, readServiceMarks(events, task.runsFile))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each is pressed twice: the handler's answer, and the recorded one. */
async function pressAll(port: number, requests: readonly [string, ActionRequest][]): Promise<void> {
  const waiting = requests.values()
  const work = async (): Promise<void> => {
    for (const [, request] of waiting) {
      const first = await postOnce(port, request)
      const again = await postOnce(port, request)
      assert.equal(first?.statusCode, 200)
      assert.equal(again?.statusCode, 200)
      assert.equal(again.headers['card-action-status'], first.headers['card-action-status'])
    }
  }
  await Promise.all(Array.from({ length: HANDS }, work))
}
