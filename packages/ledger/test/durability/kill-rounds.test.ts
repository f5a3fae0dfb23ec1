/**
 * 50 kills for each driver and number of processes. `COUNTERSIGN_KILL_ROUNDS` asks for another number, e.g. for a night.
 */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { request } from '../../src/contract/contract-fixture.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'
import { readRow } from '../../src/sqlite/sqlite-driver.js'
import { makeFolder, skipReason } from '../sqlite/sqlite-fixture.js'
import type { DriverName } from '../sqlite/sqlite-fixture.js'
import type { PressTask } from './press-child.js'
import { readProof } from './press-proof.js'

const ROUNDS = Number(process.env['COUNTERSIGN_KILL_ROUNDS'] ?? 50)
/** A child dies at a random moment of so many milliseconds after it has opened the file. */
const LIFE_MS = 250
/** One in so many does not get to open it: it dies as long after its start. */
const EARLY_EVERY = 5
const LEASE_MS = 150

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`processes that are killed under load (${driver})`, { skip, concurrency: true }, () => {
    for (const processes of [1, 2]) {
      it(`R08 R03: ${String(ROUNDS)} times kill -9 with ${String(processes)} at work: nothing runs twice, no answer is lost`, async () => {
        const folder = await makeFolder()
        const victims: Victim[] = []
        const problems: string[] = []
        try {
          const task = { file: join(folder.path, 'ledger.db'), driver, proof: join(folder.path, 'proof') }
          await writeFile(task.proof, '')
          for (let round = 0; round < ROUNDS; round++) {
            // With two, the other one goes on while this one dies and its successor starts.
            while (victims.length < processes) victims.push(new Victim({ ...task, ...load(round) }))
            if (round % EARLY_EVERY !== 0) await victims[0]?.opened
            await delay(randomInt(LIFE_MS))
            problems.push(...((await victims.shift()?.kill()) ?? []))
          }
          for (const victim of victims) problems.push(...(await victim.kill()))
          assert.deepEqual(problems, [])
          await judge(task)
        } finally {
          await Promise.all(victims.map((victim) => victim.kill()))
          await folder.remove()
        }
      })
    }
  })
}

/** Each round begins with keys that the round before has pressed: both of two processes are after them. */
function load(round: number): Pick<PressTask, 'hands' | 'from' | 'back' | 'leaseMs'> {
  return { hands: 48, from: round * 300, back: 600, leaseMs: LEASE_MS }
}

async function judge({
  file,
  driver,
  proof,
}: {
  file: string
  driver: DriverName
  proof: string
}): Promise<void> {
  const { runs, answers, refusals } = await readProof(proof)
  assert.ok(runs.size > ROUNDS * 10, `they were under load: ${String(runs.size)} runs`)
  // A successor may find the file held for longer than a call waits; nothing else is a reason to refuse.
  for (const code of refusals) assert.equal(code, 'ERR_LEDGER_UNAVAILABLE')
  for (const [key, ids] of runs) assert.equal(ids.length, 1, `${key} ran ${String(ids.length)} times`)

  const ledger = await createSqliteLedger({ file, driver })
  try {
    const entries = await Promise.all([...answers.keys()].map((key) => ledger.find(key)))
    for (const [index, [key, given]] of [...answers].entries()) {
      assert.equal(given.size, 1, `${key} was answered in two ways`)
      const entry = entries[index]
      assert.equal(entry?.state, 'settled', `the answer to ${key} is lost`)
      assert.equal(entry.answer?.body, [...given][0])
      assert.equal(entry.answer?.body.split(' ')[0], runs.get(key)?.[0], `${key} was answered without a run`)
    }
    const keys = [...runs.keys()]
    const again = await Promise.all(
      keys.map((key) => ledger.reserve(request(Date.now(), { key, itemKey: key }))),
    )
    for (const [index, key] of keys.entries()) {
      assert.notEqual(again[index]?.state, 'reserved', `${key} would run again`)
    }
  } finally {
    await ledger.close()
  }
  const database = (await loadDriver(driver)).open(file)
  assert.equal(readRow(database.prepare('PRAGMA integrity_check').get())?.['integrity_check'], 'ok')
  database.close()
}

/** A child whose only way out is the signal. */
class Victim {
  readonly #process: ChildProcess
  readonly #exited: Promise<void>
  readonly opened: Promise<void>
  #stderr = ''

  constructor(task: PressTask) {
    const script = fileURLToPath(new URL('./press-child.js', import.meta.url))
    this.#process = fork(script, [JSON.stringify(task)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()))
    this.#exited = new Promise((resolve) => this.#process.once('exit', () => resolve()))
    const message = new Promise<void>((resolve) => this.#process.once('message', () => resolve()))
    this.opened = Promise.race([message, this.#exited])
  }

  /** Resolves with what it complained of: a child that ends before it is killed presses nothing. */
  async kill(): Promise<string[]> {
    this.#process.kill('SIGKILL')
    await this.#exited
    return this.#stderr === '' ? [] : [this.#stderr]
  }
}
