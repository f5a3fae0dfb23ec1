import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isCodedError } from '@countersign/core/errors'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'
import { LedgerChild } from './child-process.js'
import { makeFolder, skipReason } from './sqlite-fixture.js'

const NOBODY = 65_534

/** Why no child can run as another user here; false when one can. */
function whyNoOtherUser(): string | false {
  if (process.getuid?.() !== 0) return 'only root can start a process as another user'
  const readThisFile = ['-e', 'fs.accessSync(process.argv[1])', fileURLToPath(import.meta.url)]
  const { error, status } = spawnSync(process.execPath, readThisFile, { uid: NOBODY, gid: NOBODY })
  return error || status !== 0 ? 'another user cannot reach this Node, or not this folder' : false
}

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`a file that cannot be a ledger (${driver})`, { skip }, () => {
    let folder: Awaited<ReturnType<typeof makeFolder>>
    before(async () => {
      folder = await makeFolder()
    })
    after(() => folder.remove())

    const refuses = async (file: string, code: string, words: RegExp): Promise<void> => {
      await assert.rejects(createSqliteLedger({ file, driver }), (error: unknown) => {
        assert.ok(isCodedError(error))
        assert.equal(error.code, code)
        assert.match(error.message, words)
        assert.notEqual(error.hint, '')
        return true
      })
    }

    it('says that the folder is missing', () =>
      refuses(join(folder.path, 'none', 'ledger.db'), 'ERR_LEDGER_FILE', /folder .* does not exist/))

    it('says that it is a folder', async () => {
      const path = join(folder.path, 'folder.db')
      await mkdir(path)
      await refuses(path, 'ERR_LEDGER_FILE', /not a regular file/)
    })

    it('says that it is no database, and leaves it as it is', async () => {
      const file = join(folder.path, 'notes.txt')
      const text = 'these are my notes\n'.repeat(300)
      await writeFile(file, text)
      await refuses(file, 'ERR_LEDGER_FILE', /not a ledger/)
      assert.equal(await readFile(file, 'utf8'), text)
    })

    it('says that it is the database of another application, and leaves it as it is', async () => {
      const file = join(folder.path, 'other.db')
      const database = (await loadDriver(driver)).open(file)
      database.exec('CREATE TABLE customers (name TEXT)')
      database.close()
      const before = await readFile(file)
      await refuses(file, 'ERR_LEDGER_FILE', /another application/)
      assert.deepEqual(await readFile(file), before)
    })

    it('says that it was made by another version', async () => {
      const file = join(folder.path, 'newer.db')
      await (await createSqliteLedger({ file, driver })).close()
      const database = (await loadDriver(driver)).open(file)
      database.exec('PRAGMA user_version = 99')
      database.close()
      await refuses(file, 'ERR_LEDGER_SCHEMA', /schema 99/)
    })

    it('makes its files for the owner only', async () => {
      const file = join(folder.path, 'private.db')
      const ledger = await createSqliteLedger({ file, driver })
      await ledger.openItem({ itemKey: 'A'.repeat(43), version: 1, closesAt: Date.now() })
      for (const suffix of ['', '-witness']) {
        assert.equal((await stat(`${file}${suffix}`)).mode & 0o777, 0o600)
      }
      for (const suffix of ['-journal', '-wal', '-shm']) {
        const mode = await stat(`${file}${suffix}`).then(
          (found) => found.mode & 0o777,
          () => 0o600,
        )
        assert.equal(mode, 0o600)
      }
      await ledger.close()
    })

    it('says that it may not be read or written', { skip: whyNoOtherUser() }, async () => {
      await chmod(folder.path, 0o777)
      const file = join(folder.path, 'foreign.db')
      await (await createSqliteLedger({ file, driver })).close()
      for (const [mode, words] of [
        [0o600, /may not read it/],
        [0o644, /may not write to it/],
      ] as const) {
        await chmod(file, mode)
        const child = new LedgerChild(
          { file, driver, name: 'nobody', task: 'open' },
          { uid: NOBODY, gid: NOBODY },
        )
        const { error, message } = await child.waitFor('error')
        assert.equal(error, 'ERR_LEDGER_FILE')
        assert.match(String(message), words)
        await child.exited
      }
      await chmod(folder.path, 0o755)
      await chmod(file, 0o666)
      const child = new LedgerChild(
        { file, driver, name: 'nobody', task: 'open' },
        { uid: NOBODY, gid: NOBODY },
      )
      assert.match(String((await child.waitFor('error'))['message']), /may not write to the folder/)
      await child.exited
    })
  })
}

describe('a driver that cannot be had', () => {
  it('says which module does not load, or what it lacks', async () => {
    const folder = await makeFolder()
    const file = join(folder.path, 'ledger.db')
    await assert.rejects(createSqliteLedger({ file, driver: 'no-such-driver' }), {
      code: 'ERR_LEDGER_DRIVER',
    })
    await assert.rejects(createSqliteLedger({ file, driver: 'node:path' }), { code: 'ERR_LEDGER_DRIVER' })
    await assert.rejects(createSqliteLedger({ file: ':memory:' }), { code: 'ERR_LEDGER_ARGUMENT' })
    await assert.rejects(createSqliteLedger({ file: '' }), { code: 'ERR_LEDGER_ARGUMENT' })
    await folder.remove()
  })
})
