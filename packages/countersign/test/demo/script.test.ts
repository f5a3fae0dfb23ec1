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
        'ERR_TOKEN_SIGNATURE',
        'ERR_TOKEN_METADATA_URL',
      ]
      for (const refusal of codes) assert.match(stdout, new RegExp(`^ +${refusal}$`, 'm'))
      assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /^Your own service: /)
      const report = await readFile(join(folder, 'demo-report.html'), 'utf8')
      assert.match(report, /All \d+ steps came out right/)
      for (const refusal of codes) assert.ok(report.includes(refusal), refusal)
      for (const [text, line] of Object.entries({
        'the post': / ✓ it stands in: channel:Approvals$/m,
        'its one payment': / ✓ Teams is told: Recorded\.\n.*\n +✓ payments made by it: 1$/m,
        'who is not listed': /as somebody not listed[^]*?ERR_ACTION_FORBIDDEN\n[^]*?list, approves it there/,
        'the user, by a shortened key': / ✓ she is the user: [0-9a-f]{8}… of exchange\.contoso\.example$/m,
      })) {
        assert.match(stdout, line, text)
      }
      // Whoever has the channel's webhook may post there, so that no text shows it.
      assert.doesNotMatch(stdout + report, /\/webhook\//)
      // Neither the service's folder nor anything else stays.
      assert.deepEqual(await readdir(folder), ['demo-report.html'])
    }))
})
