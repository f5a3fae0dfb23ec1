/**
 * A process of its own that opens the ledger named by its first argument and does what the second one says. It
 * speaks over IPC: `ready` when the ledger is open, then one message per task.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { done, hash, mustReserve, request } from '../../src/contract/contract-fixture.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'

export interface ChildTask {
  readonly file: string
  readonly driver: string
  readonly name: string
  readonly task: 'race' | 'hold' | 'hammer' | 'open'
  readonly rounds?: number
  readonly leaseMs?: number
}

const {
  file,
  driver,
  name,
  task,
  rounds = 0,
  leaseMs = 30_000,
} = JSON.parse(process.argv[2] ?? '{}') as ChildTask

function send(message: unknown): void {
  process.send?.(message)
}

async function main(): Promise<void> {
  let ledger
  try {
    ledger = await createSqliteLedger({ file, driver })
  } catch (error) {
    send({
      error: error instanceof Error && 'code' in error ? error.code : String(error),
      message: String(error),
    })
    process.disconnect()
    return
  }
  const birth = await ledger.birth()
  send({ ready: true, bornAt: birth.bornAt })
  switch (task) {
    case 'open':
      break
    case 'race': {
      await new Promise((resolve) => process.once('message', resolve))
      const won: number[] = []
      for (let round = 0; round < rounds; round += 20) {
        const batch = Array.from({ length: 20 }, (_, index) => round + index)
        await Promise.all(
          batch.map(async (number) => {
            const wanted = request(Date.now(), {
              key: hash(`round ${String(number)}`),
              itemKey: hash(String(number)),
            })
            const result = await ledger.reserve(wanted)
            if (result.state !== 'reserved') return
            won.push(number)
            if (!(await ledger.settle(result.reservationId, { ...done, body: name }))) throw new Error('lost')
          }),
        )
      }
      send({ won })
      break
    }
    case 'hold': {
      const wanted = request(Date.now(), { key: hash('held'), leaseMs })
      const reservationId = await mustReserve(ledger, wanted)
      send({ held: reservationId })
      await delay(600_000)
      break
    }
    case 'hammer': {
      for (let number = 0; ; number += 8) {
        await Promise.all(
          Array.from({ length: 8 }, async (_, index) => {
            const key = hash(`${name} ${String(number + index)}`)
            const id = await mustReserve(ledger, request(Date.now(), { key, itemKey: key }))
            send({ reserved: key })
            await ledger.settle(id, { ...done, body: key })
            send({ settled: key })
          }),
        )
      }
    }
  }
  await ledger.close()
  process.disconnect()
}

await main()
