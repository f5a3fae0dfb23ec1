/** What the kernel was asked, in its order: nothing starts and nothing is answered before its commit was synced. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import { readFileTrace } from './file-trace.js'
import { findEarlyMarks } from './find-early-marks.js'
import type { MarkFindings } from './find-early-marks.js'
import type { PressTask } from './press-child.js'
import { traceScript, whyNoTrace } from './trace-command.js'
import { unsyncedDriver } from './unsynced-driver.js'

const PRESSES = 150
const script = fileURLToPath(new URL('./press-child.js', import.meta.url))

async function tracePresses(driver: string): Promise<MarkFindings> {
  const folder = await makeFolder()
  try {
    const file = join(folder.path, 'ledger.db')
    const proof = join(folder.path, 'proof')
    const task: PressTask = {
      file,
      driver,
      proof,
      hands: 16,
      from: 0,
      until: PRESSES,
      back: 20,
      leaseMs: 30_000,
    }
    const lines = await traceScript(script, JSON.stringify(task), join(folder.path, 'trace'))
    return findEarlyMarks(readFileTrace(lines), { ledger: file, proof })
  } finally {
    await folder.remove()
  }
}

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = (await skipReason(driver)) || whyNoTrace()
  describe(`the order of syncs, starts and answers (${driver})`, { skip, concurrency: true }, () => {
    it('R13 R08: no handler starts and no answer leaves before the sync of its commit', async () => {
      const { runs, answers, early } = await tracePresses(driver)
      assert.deepEqual(early, [])
      assert.equal(runs, PRESSES)
      assert.ok(answers >= PRESSES)
    })

    it('R13: with synchronous=OFF the same look at the same work finds them all too early', async () => {
      const { runs, answers, early } = await tracePresses(unsyncedDriver(driver))
      assert.equal(runs, PRESSES)
      assert.equal(early.length, runs + answers)
    })
  })
}
