/** Bytes that change while nobody looks: whatever is damaged, what ran does not run again. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isCodedError } from '@countersign/core/errors'
import { done, hash, mustReserve, rejectsWith, request } from '../../src/contract/contract-fixture.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'

const ENTRIES = 300
const HEADER_BYTES = 100
const PAGE_BYTES = 4_096
/** Places beside the header at which a byte is flipped. `COUNTERSIGN_FLIPS` asks for more. */
const FLIPS = Number(process.env['COUNTERSIGN_FLIPS'] ?? 40)

/** Sealed after every birth of these tests, so that none of it is refused as too old, whatever its ledger remembers. */
function press(number: number): ReturnType<typeof request> {
  const key = hash(`press ${String(number)}`)
  return request(Date.now() + 600_000, { key, itemKey: key })
}

const presses = Array.from({ length: ENTRIES }, (_, number) => press(number))

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`a ledger file that was damaged (${driver})`, { skip }, () => {
    let folder: Awaited<ReturnType<typeof makeFolder>>
    let file: string
    let sound: Buffer

    before(async () => {
      folder = await makeFolder()
      file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      await Promise.all(presses.map(async (wanted) => ledger.settle(await mustReserve(ledger, wanted), done)))
      await ledger.close()
      sound = readFileSync(file)
      copyFileSync(`${file}-witness`, join(folder.path, 'witness'))
    })
    after(() => folder.remove())

    const damage = (change: (bytes: Buffer) => void): void => {
      for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
      copyFileSync(join(folder.path, 'witness'), `${file}-witness`)
      const bytes = Buffer.from(sound)
      change(bytes)
      // In place: the file stays the one that it was.
      writeFileSync(file, bytes)
      truncateSync(file, bytes.length)
    }

    /** Presses everything again. Returns what is granted, or the code with which the file is refused. */
    const pressAgain = async (): Promise<string | number> => {
      let ledger
      try {
        ledger = await createSqliteLedger({ file, driver })
      } catch (error) {
        assert.ok(isCodedError(error))
        return error.code
      }
      const results = await Promise.allSettled(presses.map((wanted) => ledger.reserve(wanted)))
      await ledger.close()
      for (const result of results) {
        if (result.status === 'rejected') {
          assert.ok(isCodedError(result.reason))
          assert.equal(result.reason.code, 'ERR_LEDGER_UNAVAILABLE')
        }
      }
      return results.filter((result) => result.status === 'fulfilled' && result.value.state === 'reserved')
        .length
    }

    const isClosed = (outcome: string | number): boolean => typeof outcome === 'string' || outcome === 0

    it('undamaged, every press is known', async () => {
      damage(() => undefined)
      assert.equal(await pressAgain(), 0)
    })

    it('R08 R10: a byte flipped anywhere in the header: closed, or known as before', async () => {
      for (let at = 0; at < HEADER_BYTES; at += 7) {
        damage((bytes) => bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at))
        const outcome = await pressAgain()
        assert.ok(isClosed(outcome), `byte ${String(at)}: ${String(outcome)} ran again`)
      }
    })

    it(`R08 R10: a byte flipped at ${String(FLIPS)} places of its pages: closed, or known as before`, async () => {
      for (let round = 0; round < FLIPS; round++) {
        // Spread over the file, and the same in every run.
        const draw = createHash('sha256')
          .update(`flip ${String(round)}`)
          .digest()
          .readUInt32BE()
        const at = HEADER_BYTES + (draw % (sound.length - HEADER_BYTES))
        damage((bytes) => bytes.writeUInt8(bytes.readUInt8(at) ^ 0x01, at))
        const outcome = await pressAgain()
        assert.ok(isClosed(outcome), `byte ${String(at)}: ${String(outcome)} ran again`)
      }
    })

    it('R08 R10: a key that the index no longer finds: the file is refused, and says that it is damaged', async () => {
      const key = Buffer.from(presses[7]?.key ?? '')
      const places: number[] = []
      for (let at = sound.indexOf(key); at !== -1; at = sound.indexOf(key, at + 1)) places.push(at)
      assert.ok(places.length >= 3, 'in the entry, in the index of keys, and with the item')
      const outcomes = new Set<string | number>()
      for (const at of places) {
        damage((bytes) => bytes.writeUInt8(bytes.readUInt8(at + 20) ^ 0x01, at + 20))
        outcomes.add(await pressAgain())
      }
      assert.deepEqual([...outcomes].sort(), [0, 'ERR_LEDGER_FILE'])
    })

    it('R08 R10: a page of zeros: closed, or known as before', async () => {
      for (let page = 0; page < sound.length / PAGE_BYTES; page += 11) {
        damage((bytes) => bytes.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES))
        const outcome = await pressAgain()
        assert.ok(isClosed(outcome), `page ${String(page)}: ${String(outcome)} ran again`)
      }
    })

    it('R10: a file that was cut off is refused; cut off to nothing, it is a new one that knows no old token', async () => {
      for (const length of [sound.length - PAGE_BYTES, sound.length / 2, PAGE_BYTES, 50]) {
        damage(() => undefined)
        truncateSync(file, Math.floor(length))
        await rejectsWith(createSqliteLedger({ file, driver }), 'ERR_LEDGER_FILE')
      }
      // The last page is still there, in part: what it held is damaged.
      damage(() => undefined)
      truncateSync(file, sound.length - 1)
      assert.ok(isClosed(await pressAgain()))

      truncateSync(file, 0)
      const ledger = await createSqliteLedger({ file, driver })
      assert.equal((await ledger.reserve({ ...press(0), issuedAt: Date.now() - 1_000 })).state, 'too-old')
      await ledger.close()
      assert.ok(statSync(file).size > 0)
    })
  })
}
