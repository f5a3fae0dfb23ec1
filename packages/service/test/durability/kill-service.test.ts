/** The service is killed while buttons are pressed, again and again. `COUNTERSIGN_KILL_ROUNDS` asks for more rounds. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { ActionRequest } from '@countersign/core'
import { makeServiceTask } from './killed-service-task.js'
import { postOnce } from './post-once.js'
import { sendCards } from './send-cards.js'
import { startService } from './start-service.js'

/** Each takes some seconds: who presses what is still running waits for it. */
const ROUNDS = Number(process.env['COUNTERSIGN_KILL_ROUNDS'] ?? 6)
const ITEMS_A_ROUND = 12

describe('a service that is killed', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-killed-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it(`R08 R01: ${String(ROUNDS)} times kill -9 while buttons are pressed: no handler runs twice, no answer given is lost`, async () => {
    const task = makeServiceTask(folder)
    await writeFile(task.runsFile, '')
    const requests = await sendCards(task, ROUNDS * ITEMS_A_ROUND)
    const answered = new Map<string, string>()
    const pressAll = async (
      port: number,
      items: readonly [string, ActionRequest][],
      onEnd: () => void = () => undefined,
    ): Promise<number[]> =>
      Promise.all(
        items.map(async ([item, request]) => {
          const response = await postOnce(port, request)
          onEnd()
          const status = response?.headers['card-action-status']
          if (response?.statusCode !== 200 || typeof status !== 'string') return response?.statusCode ?? 0
          // Given again, an answer is the same; the first one that came through is the one that counts.
          assert.equal(status, answered.get(item) ?? status)
          answered.set(item, status)
          return 200
        }),
      )

    for (let round = 0; round < ROUNDS; round++) {
      const child = await startService(task)
      // Each round presses its own, and what the round before has pressed.
      const from = Math.max(0, round - 1) * ITEMS_A_ROUND
      const items = requests.slice(from, (round + 1) * ITEMS_A_ROUND)
      let before = randomInt(ITEMS_A_ROUND)
      let pressed: Promise<number[]> = Promise.resolve([])
      // It dies once some have their answer, while others are in the middle.
      await new Promise<void>((resolve) => {
        pressed = pressAll(child.port, items, () => {
          if (before-- === 0) resolve()
        })
      })
      await delay(randomInt(10))
      await child.kill()
      await pressed
    }
    const before = new Map(answered)
    const last = await startService(task)
    // What was running when it was killed is in doubt: neither done nor to be done again. A busy machine may answer 503.
    const doubts = new Set<string>()
    for (let open = requests; open.length > 0;) {
      const pressed = open.slice(0, ITEMS_A_ROUND)
      const statuses = await pressAll(last.port, pressed)
      const busy = pressed.filter((_, index) => statuses[index] !== 200 && statuses[index] !== 409)
      for (const [index, [item]] of pressed.entries()) if (statuses[index] === 409) doubts.add(item)
      open = [...open.slice(ITEMS_A_ROUND), ...busy]
    }
    await last.kill()

    const runs = (await readFile(task.runsFile, 'utf8')).trim().split('\n')
    const ran = new Map(runs.map((line) => line.split(' ') as [item: string, run: string]))
    assert.equal(ran.size, runs.length, 'no item ran twice')
    for (const [item, status] of before) assert.equal(answered.get(item), status)
    for (const [item, status] of answered) assert.equal(status, `Run ${ran.get(item) ?? 'of nobody'}`)
    assert.equal(answered.size + doubts.size, requests.length)
    for (const item of doubts) assert.ok(!answered.has(item))
    assert.ok(before.size > ROUNDS, 'it was at work when it was killed')
  })
})
