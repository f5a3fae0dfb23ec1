import assert from 'node:assert/strict'
import { copyFile, cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { done, hash, mustReserve, request, stateOf } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason, start } from './sqlite-fixture.js'

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`a ledger file that was put back (${driver})`, { skip }, () => {
    let folder: Awaited<ReturnType<typeof makeFolder>>
    let file: string
    let backup: string
    let now = start
    const wanted = request(start)
    const open = (): Promise<Ledger> => createSqliteLedger({ file, driver, now: () => now })

    // A backup is made, then an action runs: restoring the backup forgets it.
    beforeEach(async () => {
      now = start
      folder = await makeFolder()
      file = join(folder.path, 'ledger.db')
      backup = join(folder.path, 'backup')
      await (await open()).close()
      await copyFile(file, backup)
      const ledger = await open()
      await ledger.settle(await mustReserve(ledger, wanted), done)
      await ledger.close()
      now += 1_000
    })
    afterEach(() => folder.remove())

    const refusesOldTokens = async (): Promise<void> => {
      const ledger = await open()
      try {
        assert.deepEqual(await ledger.birth(), { bornAt: now, adopted: false })
        assert.equal(await stateOf(ledger, wanted), 'too-old')
        await mustReserve(ledger, request(now, { key: hash('fresh') }))
      } finally {
        await ledger.close()
      }
      now += 1_000
      const again = await open()
      assert.deepEqual(await again.birth(), { bornAt: now - 1_000, adopted: false })
      await again.adopt({ by: 'grace' })
      await mustReserve(again, wanted)
      await again.close()
    }

    it('R10: copied over the ledger in place: old tokens are refused until it is adopted', async () => {
      await writeFile(file, await readFile(backup))
      await refusesOldTokens()
    })

    it('R10: moved into place with the witness of its time', async () => {
      await rm(`${file}-witness`)
      await rename(backup, file)
      await writeFile(`${file}-witness`, '0000000000000000\n')
      await refusesOldTokens()
    })

    it('R10: in a folder of its own, copied with everything that lay beside it', async () => {
      const other = join(folder.path, 'other')
      await cp(folder.path, join(folder.path, '..', `${hash(folder.path)}`), { recursive: true })
      await rename(join(folder.path, '..', hash(folder.path)), other)
      file = join(other, 'ledger.db')
      const ledger = await open()
      assert.deepEqual(await ledger.birth(), { bornAt: now, adopted: false })
      // What the copy knows, it still knows.
      assert.equal(await stateOf(ledger, wanted), 'settled')
      assert.equal(await stateOf(ledger, request(start, { key: hash('unknown') })), 'too-old')
      await ledger.close()
    })

    it('R10: an adopted ledger that is put back has to be adopted again', async () => {
      const first = await open()
      await first.adopt({ by: 'grace' })
      await first.close()
      await copyFile(file, backup)
      const ledger = await open()
      await ledger.openItem({ itemKey: hash('item-9'), version: 1, closesAt: now })
      await ledger.close()
      await writeFile(file, await readFile(backup))
      const restored = await open()
      assert.equal((await restored.birth()).adopted, false)
      await restored.close()
    })

    it('opening it again and again changes nothing', async () => {
      for (let round = 0; round < 3; round++) {
        const ledger = await open()
        assert.deepEqual(await ledger.birth(), { bornAt: start, adopted: false })
        assert.equal(await stateOf(ledger, wanted), 'settled')
        await ledger.close()
      }
    })
  })
}
