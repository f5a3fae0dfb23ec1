import { describe, it } from 'node:test'
import { describeLedgerContract } from '../../src/contract/index.js'
import { createUnderTest, skipReason } from './sqlite-fixture.js'

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  if (skip === false) {
    describeLedgerContract(
      { describe, it },
      { name: `SQLite on ${driver}`, create: () => createUnderTest(driver) },
    )
  } else {
    describe(`SQLite on ${driver}`, () => {
      it('passes the ledger contract', { skip })
    })
  }
}
