/**
 * A whole service in a process of its own, behind real HTTP, that is there to be killed, and ends with who started it. Its
 * handler appends a line to a file for each run, before it does anything else, and then takes a moment.
 */
import { createPrivateKey, randomInt, randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { answer } from '@countersign/core'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { mount } from '../../src/adapters/node.js'
import { createService } from '../../src/index.js'
import { SERVICE_IDENTITY } from '../support/test-platform.js'
import type { KilledServiceTask } from './killed-service-task.js'

const task = JSON.parse(process.argv[2] ?? '{}') as KilledServiceTask
process.once('disconnect', () => process.exit())
const service = createService({
  ...SERVICE_IDENTITY,
  signingKey: createPrivateKey(task.signingKey),
  limitedKeys: task.limitedKeys,
  ledger: await createSqliteLedger(task.ledger),
  jwks: task.jwks,
})
const kind = service.define('expense', { url: task.url, decisions: ['approve', 'reject'] })
const handler = kind.on(async ({ item }) => {
  const run = randomUUID()
  appendFileSync(task.runsFile, `${item} ${run}\n`)
  await delay(randomInt(15))
  return answer.done(`Run ${run}`)
})
const server = createServer(mount(handler)).listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
