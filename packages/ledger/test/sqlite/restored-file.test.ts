import assert from 'node:assert/strict'
import { copyFile, cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import {
  done,
  hash,
  mustReserve,
  rejectsWith,
  request,
  stateOf,
} from '../../src/contract/contract-fixture.js'
import { isCodedError } from '@countersign/core/errors'
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

    it('R10: copied in place with its witness while it is open: nothing that ran runs again', async () => {
      const ledger = await open()
      const next = request(start, { key: hash('next') })
      await ledger.settle(await mustReserve(ledger, next), done)
      await writeFile(file, await readFile(backup))
      for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true })
      await writeFile(`${file}-witness`, '0000000000000000\n')
      now += 1_000
      const first = await ledger.reserve(next).catch((error: unknown) => error)
      if (isCodedError(first)) {
        assert.equal(first.code, 'ERR_LEDGER_UNAVAILABLE')
        while ((await ledger.birth().catch(() => undefined)) === undefined) await delay(50)
        assert.equal(await stateOf(ledger, next), 'too-old')
        assert.equal(await stateOf(ledger, wanted), 'too-old')
      } else {
        // With a write-ahead log this connection still holds what was removed, and forgets nothing.
        assert.equal(await stateOf(ledger, next), 'settled')
        assert.equal(await stateOf(ledger, wanted), 'settled')
      }
      await ledger.close()
    })

    it('R10: put back whole, witness included, with no process running: noticed only by a witness elsewhere', async () => {
      // The limit of what lies beside the ledger: nothing in the folder remembers what was put back over.
      const runAgain = async (options: { readonly witness?: string }): Promise<string> => {
        const path = join(folder.path, options.witness === undefined ? 'beside.db' : 'elsewhere.db')
        const use = (): Promise<Ledger> =>
          createSqliteLedger({ file: path, driver, now: () => now, ...options })
        await (await use()).close()
        const before = [
          await readFile(path),
          await readFile(`${path}-witness`).catch(() => undefined),
        ] as const
        const press = request(now)
        const ledger = await use()
        await ledger.settle(await mustReserve(ledger, press), done)
        await ledger.close()
        now += 1_000
        await writeFile(path, before[0])
        if (before[1]) await writeFile(`${path}-witness`, before[1])
        const restored = await use()
        const state = await stateOf(restored, press)
        await restored.close()
        return state
      }
      assert.equal(await runAgain({}), 'reserved')
      const other = await makeFolder()
      assert.equal(await runAgain({ witness: join(other.path, 'witness') }), 'too-old')
      await other.remove()
    })

    it('R10: a ledger that gets another witness counts as put back', async () => {
      const witness = join(folder.path, 'witness')
      const ledger = await createSqliteLedger({ file, driver, witness, now: () => now })
      assert.deepEqual(await ledger.birth(), { bornAt: now, adopted: false })
      await assert.rejects(open(), { code: 'ERR_LEDGER_ARGUMENT' })
      await ledger.close()
      const nowhere = join(folder.path, 'none', 'witness')
      await rejectsWith(createSqliteLedger({ file, driver, witness: nowhere }), 'ERR_LEDGER_FILE')
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
