import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('../../../../../fuzz/run.mjs', import.meta.url))
const BOUNDS = ['--seed', '1', '--runs', '1200', '--seconds', '3']
const TARGETS = ['mail', 'mailboxes', 'content-field']

it('fuzzing finds nothing in mail: one strict reading, or a refusal', async () => {
  // It rejects, with the findings in its output, where the exit code is not 0.
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...TARGETS, ...BOUNDS])
  for (const target of TARGETS)
    assert.match(stdout, new RegExp(`^${target}: \\d+ inputs, .* nothing found$`, 'm'))
})
