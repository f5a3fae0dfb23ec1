import assert from 'node:assert/strict'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runCommand, withFolder } from '../support/run-command.js'

describe('countersign init', () => {
  it('writes .env, keys and a server.js to start from', () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand(['init'], { cwd: folder })
      assert.equal(code, 0, stderr)
      assert.deepEqual((await readdir(folder)).sort(), [
        '.env',
        '.gitignore',
        'countersign-limited-keys.txt',
        'countersign-public-key.xml',
        'countersign-signing-key.pem',
        'server.js',
      ])
      assert.equal((await stat(join(folder, 'countersign-signing-key.pem'))).mode & 0o777, 0o600)
      const ignored = (await readFile(join(folder, '.gitignore'), 'utf8')).split('\n')
      for (const secret of ['.env', 'countersign-signing-key.pem', 'countersign-limited-keys.txt'])
        assert.ok(ignored.includes(secret), secret)
    }))

  it('never writes over a key, not even with --force', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'countersign-signing-key.pem'), 'precious')
      const { code, stderr } = await runCommand(['init', '--force'], { cwd: folder })
      assert.equal(code, 2)
      assert.match(stderr, /countersign-signing-key\.pem/)
      assert.equal(await readFile(join(folder, 'countersign-signing-key.pem'), 'utf8'), 'precious')
      assert.deepEqual(await readdir(folder), ['countersign-signing-key.pem'])
    }))
})
