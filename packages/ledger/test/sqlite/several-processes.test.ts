import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { hash, mustReserve, request, stateOf } from '../../src/contract/contract-fixture.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { LedgerChild } from './child-process.js'
import { makeFolder, skipReason } from './sqlite-fixture.js'

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  describe(`several processes on one ledger file (${driver})`, { skip }, () => {
    it('R03: four processes race for the same keys: each is won exactly once, and settled by its winner', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const rounds = 200
      const names = ['a', 'b', 'c', 'd']
      // They also race for making the file: one birth must come out of it.
      const children = names.map((name) => new LedgerChild({ file, driver, name, task: 'race', rounds }))
      try {
        const births = await Promise.all(children.map((child) => child.waitFor('ready')))
        assert.equal(new Set(births.map((message) => message['bornAt'])).size, 1)
        await Promise.all(children.map((child) => child.go()))
        const results = await Promise.all(children.map((child) => child.waitFor('won')))
        const won = results.map((message) => message['won'] as number[])
        assert.deepEqual(
          won.flat().sort((a, b) => a - b),
          Array.from({ length: rounds }, (_, number) => number),
        )
        const ledger = await createSqliteLedger({ file, driver })
        for (const [index, numbers] of won.entries()) {
          for (const number of numbers) {
            const entry = await ledger.find(hash(`round ${String(number)}`))
            assert.equal(entry?.answer?.body, names[index])
          }
        }
        await ledger.close()
        await Promise.all(children.map((child) => child.exited))
      } finally {
        await Promise.all(children.map((child) => child.kill()))
        await folder.remove()
      }
    })

    it('R08: kill -9 of a process that holds a reservation leaves it in doubt until somebody resolves it', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const leaseMs = 400
      const child = new LedgerChild({ file, driver, name: 'victim', task: 'hold', leaseMs })
      try {
        const { held } = await child.waitFor('held')
        await child.kill()
        const ledger = await createSqliteLedger({ file, driver })
        const wanted = request(Date.now(), { key: hash('held') })
        while ((await stateOf(ledger, wanted)) === 'running') await delay(20)
        assert.equal(await stateOf(ledger, wanted), 'in-doubt')
        await delay(2 * leaseMs)
        assert.equal(await stateOf(ledger, wanted), 'in-doubt')
        assert.equal(await ledger.prune(), 0)
        assert.deepEqual(
          (await ledger.list({ state: 'in-doubt' })).map((entry) => entry.key),
          [wanted.key],
        )

        assert.equal(await ledger.resolve(wanted.key, 'not-done', { by: 'grace' }), true)
        const again = await mustReserve(ledger, wanted)
        assert.notEqual(again, held)
        const [line] = await ledger.auditTrail()
        assert.equal(line?.by, 'grace')
        await ledger.close()
      } finally {
        await child.kill()
        await folder.remove()
      }
    })

    it('R08: kill -9 under load loses nothing that was reported, and damages nothing', async () => {
      const folder = await makeFolder()
      const file = join(folder.path, 'ledger.db')
      const children = ['x', 'y'].map((name) => new LedgerChild({ file, driver, name, task: 'hammer' }))
      try {
        await Promise.all(children.map((child) => child.waitFor('settled')))
        await delay(300)
        await Promise.all(children.map((child) => child.kill()))
        const ledger = await createSqliteLedger({ file, driver })
        let settled = 0
        for (const message of children.flatMap((child) => child.messages)) {
          if (typeof message['settled'] === 'string') {
            settled++
            const entry = await ledger.find(message['settled'])
            assert.equal(entry?.state, 'settled')
            assert.equal(entry.answer?.body, message['settled'])
          }
          if (typeof message['reserved'] === 'string') {
            assert.ok(await ledger.find(message['reserved']), 'a reservation that was reported is there')
          }
        }
        assert.ok(settled > 0)
        await ledger.close()
      } finally {
        await Promise.all(children.map((child) => child.kill()))
        await folder.remove()
      }
    })
  })
}
