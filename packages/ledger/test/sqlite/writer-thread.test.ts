import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import {
  done,
  hash,
  HOUR_MS,
  mustReserve,
  rejectsWith,
  request,
  stateOf,
} from '../../src/contract/contract-fixture.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'
import { faultyDriver } from './faulty-driver.js'
import { makeFolder, skipReason } from './sqlite-fixture.js'

const execute = promisify(execFile)
const sqliteModule = new URL('../../src/sqlite/index.js', import.meta.url).href

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`the writer thread (${driver})`, { skip }, () => {
    it('answers find while another process holds the write lock, and writes once the lock is free', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      const wanted = request(Date.now())
      await ledger.settle(await mustReserve(ledger, wanted), done)
      const other = (await loadDriver(driver)).open(file)
      other.exec('PRAGMA busy_timeout = 5000')
      other.exec('BEGIN IMMEDIATE')
      const order: string[] = []
      const reserving = ledger.reserve(request(Date.now(), { key: hash('waits') })).then((result) => {
        order.push(result.state)
      })
      assert.equal((await ledger.find(wanted.key))?.state, 'settled')
      assert.equal((await ledger.find(wanted.key))?.state, 'settled')
      order.push('found')
      other.exec('COMMIT')
      await reserving
      assert.deepEqual(order, ['found', 'reserved'])
      other.close()
      await ledger.close()
      await folder.remove()
    })

    it('R06: gives up on a lock that another process never lets go, and reserves nothing', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      const other = (await loadDriver(driver)).open(file)
      other.exec('BEGIN IMMEDIATE')
      await assert.rejects(ledger.reserve(request(Date.now())), {
        code: 'ERR_LEDGER_UNAVAILABLE',
        details: { failure: 'busy' },
      })
      other.exec('ROLLBACK')
      assert.deepEqual(await ledger.list(), [])
      await mustReserve(ledger, request(Date.now()))
      other.close()
      await ledger.close()
      await folder.remove()
    })

    it('close lets calls that wait come to their end, and leaves no handle open', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      const waiting = Array.from({ length: 30 }, (_, index) =>
        ledger.reserve(request(Date.now(), { key: hash(String(index)) })),
      )
      const closed = ledger.close()
      const results = await Promise.all(waiting)
      assert.ok(results.every((result) => result.state === 'reserved'))
      await closed
      await rejectsWith(ledger.reserve(request(Date.now())), 'ERR_LEDGER_CLOSED')
      assert.deepEqual(await openFilesIn(folder.path), [])
      await folder.remove()
    })

    it('prints nothing and keeps no process alive, closed or not', async () => {
      const folder = await makeFolder()
      const use = `await ledger.openItem({ itemKey: 'A'.repeat(43), version: 1, closesAt: Date.now() + 1000 })`
      for (const end of ['await ledger.close()', `${use}\nawait ledger.close()`, use, '']) {
        const program = `
          import { createSqliteLedger } from ${JSON.stringify(sqliteModule)}
          const ledger = await createSqliteLedger({ file: ${JSON.stringify(join(folder.path, 'l.db'))}, driver: '${driver}' })
          ${end}
          process.stdout.write('end')`
        const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '-e', program])
        assert.equal(stdout, 'end')
        assert.equal(stderr, '')
      }
      await folder.remove()
    })

    it('is shared by all ledgers of a process that name the file, whatever the path', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const first = await createSqliteLedger({ file, driver })
      const second = await createSqliteLedger({
        file: join(folder.path, '.', 'x', '..', 'ledger.db'),
        driver,
      })
      const wanted = request(Date.now())
      await mustReserve(first, wanted)
      assert.equal(await stateOf(second, wanted), 'running')
      await assert.rejects(createSqliteLedger({ file, driver: faultyDriver }), {
        code: 'ERR_LEDGER_ARGUMENT',
      })
      await first.close()
      assert.equal(await stateOf(second, wanted), 'running')
      const third = await Promise.all([second.close(), createSqliteLedger({ file, driver })])
      assert.equal(await stateOf(third[1], wanted), 'running')
      await third[1].close()
      await folder.remove()
    })

    it('keeps synchronous=FULL and the journal mode that this SQLite is sound with', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      await mustReserve(ledger, request(Date.now()))
      const suffixes = (await readdir(folder.path)).sort()
      const expected = driver === 'libsql' ? 'ledger.db-journal' : 'ledger.db-wal'
      assert.ok(suffixes.includes(expected), suffixes.join(' '))
      await ledger.close()
      await folder.remove()
    })
  })
}

describe('a file whose journal mode is changed by somebody else', () => {
  it('is refused, and then opened in the mode that it must have', async () => {
    const folder = await makeFolder()
    const file = join(folder.path, 'ledger.db')
    const ledger = await createSqliteLedger({ file, driver: faultyDriver })
    await ledger.openItem({ itemKey: hash('item-1'), version: 1, closesAt: Date.now() + HOUR_MS })
    const usesWal = (await readdir(folder.path)).includes('ledger.db-wal')
    await ledger.close()
    const opened = await createSqliteLedger({ file, driver: faultyDriver })
    const other = (await loadDriver((await skipReason('node:sqlite')) ? 'libsql' : 'node:sqlite')).open(file)
    const change = (): unknown => other.prepare(`PRAGMA journal_mode = ${usesWal ? 'DELETE' : 'WAL'}`).get()
    if (usesWal) {
      // SQLite itself keeps the mode while the ledger's connection is open in it.
      assert.throws(change)
      await mustReserve(opened, request(Date.now()))
    } else {
      change()
      await rejectsWith(opened.reserve(request(Date.now())), 'ERR_LEDGER_UNAVAILABLE')
    }
    other.close()
    await opened.close()
    const again = await createSqliteLedger({ file, driver: faultyDriver })
    await mustReserve(again, request(Date.now(), { key: hash('again') }))
    assert.equal((await readdir(folder.path)).includes('ledger.db-wal'), usesWal)
    await again.close()
    await folder.remove()
  })
})

describe('two kinds of SQLite on one file', async () => {
  const skip = (await skipReason('libsql')) || (await skipReason('node:sqlite'))

  it('a file that an unsound SQLite has used keeps its rollback journal', { skip }, async () => {
    const folder = await makeFolder()
    const file = join(folder.path, 'ledger.db')
    for (const driver of ['node:sqlite', 'libsql', 'node:sqlite'] as const) {
      const ledger = await createSqliteLedger({ file, driver })
      const wanted = request(Date.now(), { key: hash(`${driver} ${String(Math.random())}`) })
      await mustReserve(ledger, wanted)
      const files = await readdir(folder.path)
      const isFirst = (await ledger.list()).length === 1
      assert.equal(files.includes('ledger.db-wal'), isFirst)
      await ledger.close()
    }
    await folder.remove()
  })
})

async function openFilesIn(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const descriptors = await readdir('/proc/self/fd')
  const paths = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  )
  return paths.filter((path) => path.startsWith(folder))
}
