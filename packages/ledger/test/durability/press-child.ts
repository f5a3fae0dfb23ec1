/**
 * A process that is there to be killed: it presses buttons as fast as it can until somebody ends it.
 *
 * What it did is proven outside the ledger, in a file that is only ever appended to, one write for each line: `run KEY
 * RUN` once a reservation was granted, where a handler would act, and `answer KEY BODY` for each answer given, new or
 * from the record. The page cache keeps both when the process is killed.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { hash, request } from '../../src/contract/contract-fixture.js'
import type { Ledger } from '../../src/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'

export interface PressTask {
  readonly file: string
  /** As in `SqliteLedgerOptions`. */
  readonly driver: string
  /** Where the proof is appended. */
  readonly proof: string
  /** How many presses are in flight. */
  readonly hands: number
  /** The first key's number; counted up for each new key. */
  readonly from: number
  /** How far back old keys are pressed again. */
  readonly back: number
  /** Milliseconds; short, so that what a killed process held is pressed again while it is in doubt. */
  readonly leaseMs: number
  /** Ends by itself after so many new keys; without it, it never does. */
  readonly until?: number
}

const task = JSON.parse(process.argv[2] ?? '{}') as PressTask
const proof = openSync(task.proof, 'a', 0o600)
let next = task.from

function prove(what: 'run' | 'answer' | 'refused', key: string, text: string): void {
  writeSync(proof, `${what} ${key} ${text}\n`)
}

async function press(ledger: Ledger, key: string): Promise<void> {
  const wanted = request(Date.now(), { key, itemKey: key, leaseMs: task.leaseMs })
  let result
  try {
    result = await ledger.reserve(wanted)
  } catch (error) {
    prove('refused', key, error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
    await delay(5)
    return
  }
  if (result.state === 'settled') prove('answer', key, result.answer.body)
  if (result.state !== 'reserved') return
  const run = randomUUID()
  prove('run', key, run)
  try {
    // The body names the run, so that an answer says whose it is.
    const answer = { status: 200, headers: [], body: `${run} ${'x'.repeat(randomInt(700))}`.trim() }
    if (await ledger.settle(result.reservationId, answer)) prove('answer', key, answer.body)
  } catch (error) {
    prove('refused', key, error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
  }
}

async function work(ledger: Ledger): Promise<void> {
  while (task.until === undefined || next < task.from + task.until) {
    const isOld = randomInt(3) === 0
    const number = isOld ? next - randomInt(1, task.back + 1) : next++
    await press(ledger, hash(`press ${String(Math.max(0, number))}`))
  }
}

const ledger = await createSqliteLedger({ file: task.file, driver: task.driver })
process.send?.('open')
await Promise.all(Array.from({ length: task.hands }, () => work(ledger)))
await ledger.close()
closeSync(proof)
