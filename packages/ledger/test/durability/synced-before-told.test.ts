/** What the kernel was asked, in its order: nothing starts and nothing is answered before its commit was synced. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import { readFileTrace } from './file-trace.js'
import { findEarlyMarks } from './find-early-marks.js'
import type { MarkFindings } from './find-early-marks.js'
import { makePressTask } from './press-task.js'
import { readProofMarks } from './read-proof-marks.js'
import { traceScript, whyNoTrace } from './trace-command.js'
import { unsyncedDriver } from './unsynced-driver.js'

const PRESSES = 150
const script = fileURLToPath(new URL('./press-child.js', import.meta.url))

async function tracePresses(driver: string): Promise<MarkFindings> {
  const folder = await makeFolder()
  try {
    const task = makePressTask(folder.path, { driver, hands: 16, until: PRESSES, back: 20 })
    const lines = await traceScript(script, JSON.stringify(task), join(folder.path, 'trace'))
    const events = readFileTrace(lines)
    return findEarlyMarks(events, task.file, readProofMarks(events, task.proof))
  } finally {
    await folder.remove()
  }
}

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = (await skipReason(driver)) || whyNoTrace()
  describe(`the order of syncs, starts and answers (${driver})`, { concurrency: true }, () => {
    it(
      'R13 R08: no handler starts and no answer leaves before the sync of its commit',
      { skip },
      async () => {
        const { runs, answers, early } = await tracePresses(driver)
        assert.deepEqual(early, [])
        assert.equal(runs, PRESSES)
        assert.ok(answers >= PRESSES)
      },
    )

    it(
      'R13: with synchronous=OFF the same look at the same work finds them all too early',
      { skip },
      async () => {
        const { runs, answers, early } = await tracePresses(unsyncedDriver(driver))
        assert.equal(runs, PRESSES)
        assert.equal(early.length, runs + answers)
      },
    )
  })
}
