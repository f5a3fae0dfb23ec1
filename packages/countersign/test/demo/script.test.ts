import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runCommand, withFolder } from '../support/run-command.js'

describe('countersign demo --script', () => {
  it('plays the whole story, makes every attempt in vain, writes a report, and ends with 0', () =>
    withFolder(async (folder) => {
      const { code, stdout, stderr } = await runCommand(['demo', '--script'], {
        cwd: folder,
        env: { TMPDIR: folder },
      })
      assert.equal(code, 0, stdout + stderr)
      assert.doesNotMatch(stdout, /✗/)
      const codes = [
        'CARD_SIGNATURE_INVALID',
        'ERR_ACTION_DECIDED',
        'ERR_ACTION_FORBIDDEN',
        'ERR_ACTION_SUPERSEDED',
        'ERR_ACTION_WITHDRAWN',
        'ERR_TOKEN_EXPIRED',
        'ERR_TOKEN_TENANT',
        'ERR_ACTION_IN_DOUBT',
      ]
      for (const refusal of codes) assert.match(stdout, new RegExp(`^ +${refusal}$`, 'm'))
      assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /^Your own service: /)
      const report = await readFile(join(folder, 'demo-report.html'), 'utf8')
      assert.match(report, /All \d+ steps came out right/)
      for (const refusal of codes) assert.ok(report.includes(refusal), refusal)
      // Neither the service's folder nor anything else stays.
      assert.deepEqual(await readdir(folder), ['demo-report.html'])
    }))
})
