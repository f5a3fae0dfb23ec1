import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, mock } from 'node:test'
import { Worker } from 'node:worker_threads'
import { hash, request } from '../../src/contract/contract-fixture.js'
import { GroupWriter } from '../../src/sqlite/group-writer.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { LedgerStore } from '../../src/sqlite/ledger-store.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'
import { openDatabase } from '../../src/sqlite/open-database.js'
import type { Call, OperationResult, WriteOperation } from '../../src/sqlite/operations.js'
import { makeFolder, skipReason } from './sqlite-fixture.js'

/** More than the first part of a burst. */
const BURST = 60
/** After which a thread that still waits is taken for one that waits for ever. */
const PATIENCE_MS = 20_000

const keys = Array.from({ length: BURST }, (_, index) => hash(`key ${String(index)}`))

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`calls that come in one turn (${driver})`, { skip }, () => {
    it('the rest of a burst, coming in while the first part is written, shares its transaction', async () => {
      const { told, states } = await writeInParts(driver, [toCalls(0, 3), toCalls(3, 5), toCalls(5, 6)])
      assert.deepEqual(told, [{ ids: [0, 1, 2, 3, 4, 5], reserved: 6 }])
      assert.deepEqual(
        states,
        keys.slice(0, 6).map(() => 'running'),
      )
    })

    it('R13: a call of the rest that fails takes the first part with it', async () => {
      const bad = toCalls(3, 4).map(([id, at, operation]) => [id, at, withoutKey(operation)] as const)
      const { told, states } = await writeInParts(driver, [toCalls(0, 3), bad])
      assert.deepEqual(told, [{ ids: [0, 1, 2, 3], failed: true }])
      assert.deepEqual(
        states,
        keys.slice(0, 6).map(() => undefined),
      )
    })

    it('a part is committed though its rest does not come, because this thread is busy', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const ledger = await createSqliteLedger({ file, driver })
      const before = readFileSync(`${file}-witness`, 'latin1')
      const reserving = keys.map((key) => ledger.reserve(request(Date.now(), { key })))
      const deadline = Date.now() + PATIENCE_MS
      // The witness is written after each commit; this thread sends nothing while it looks.
      while (readFileSync(`${file}-witness`, 'latin1') === before) assert.ok(Date.now() < deadline)
      const results = await Promise.all(reserving)
      assert.ok(results.every(({ state }) => state === 'reserved'))
      await ledger.close()
      await folder.remove()
    })

    it('a turn that goes on and on makes several groups', async () => {
      const folder = await makeFolder()
      const ledger = await createSqliteLedger({ file: join(folder.path, 'ledger.db'), driver })
      const posting = mock.method(Worker.prototype, 'postMessage')
      const reserving = keys.slice(0, 12).map((key) => {
        const result = ledger.reserve(request(Date.now(), { key }))
        busyFor(1)
        return result
      })
      // Nothing has left this turn yet.
      const isMoreOnItsWay = posting.mock.calls.map(
        ({ arguments: [command] }) => (command as { more: boolean }).more,
      )
      posting.mock.restore()
      const closed = isMoreOnItsWay.filter((more) => !more).length
      assert.ok(closed >= 2 && closed < isMoreOnItsWay.length, isMoreOnItsWay.join(' '))
      const results = await Promise.all(reserving)
      assert.ok(results.every(({ state }) => state === 'reserved'))
      await ledger.close()
      await folder.remove()
    })
  })
}

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

interface Told {
  readonly ids: readonly number[]
  readonly reserved?: number
  readonly failed?: boolean
}

/** A group writer over a real file, to which each part but the first comes while the one before is written. */
async function writeInParts(
  driver: 'libsql' | 'node:sqlite',
  [first = [], ...rest]: readonly (readonly Call[])[],
): Promise<{ readonly told: readonly Told[]; readonly states: readonly (string | undefined)[] }> {
  const folder = await makeFolder()
  const file = join(folder.path, 'ledger.db')
  const opened = openDatabase(await loadDriver(driver), {
    file,
    witnessFile: `${file}-witness`,
    now: Date.now() - 1000,
    atLeast: 0,
  })
  const store = new LedgerStore(file, opened, new Float64Array(1))
  const told: Told[] = []
  const isReserved = (result: OperationResult): boolean => typeof result === 'number'
  const writer = new GroupWriter(store, {
    succeed: (callIds, results) => {
      told.push({ ids: [...callIds], reserved: results.filter(isReserved).length })
    },
    fail: (callIds) => {
      told.push({ ids: [...callIds], failed: true })
    },
    pull: () => [],
    pullRest: () => rest.shift() ?? [],
    giveUp: (error) => assert.fail(String(error)),
  })
  writer.add(first)
  await writer.run()
  const states = keys.slice(0, 6).map((key) => {
    const entry = store.read(['find', key], Date.now())
    return typeof entry === 'object' && 'state' in entry ? entry.state : undefined
  })
  store.close()
  await folder.remove()
  return { told, states }
}

function toCalls(from: number, to: number): Call<WriteOperation>[] {
  return keys.slice(from, to).map((wantedKey, index) => {
    const wanted = request(Date.now(), { key: wantedKey })
    const { key, fingerprint, itemKey, version, actorKey, decision, issuedAt, closesAt, leaseMs } = wanted
    const { kind, item, actor } = wanted.label
    const ids = [key, randomUUID(), fingerprint, itemKey, version, actorKey, decision] as const
    return [from + index, 0, ['reserve', ...ids, issuedAt, closesAt, leaseMs, 0, kind, item, actor]]
  })
}

/** Breaks a constraint of the table, as nothing that has passed the checks of a ledger does. */
function withoutKey(operation: WriteOperation): WriteOperation {
  return operation.map((value, position) => (position === 1 ? null : value)) as unknown as WriteOperation
}
