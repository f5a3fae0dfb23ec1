import type { ContractRunner, ContractTest, LedgerContractOptions } from './contract-types.js'
import { describeBirth } from './birth-contract.js'
import { describeItems } from './item-contract.js'
import { describeLease } from './lease-contract.js'
import { describeOperator } from './operator-contract.js'
import { describeOutcome } from './outcome-contract.js'
import { describeReserve } from './reserve-contract.js'
import { describeRetention } from './retention-contract.js'

/**
 * Tests that every ledger must pass: one suite for all adapters, with any test runner.
 *
 * ```ts
 * import { describe, it } from 'node:test'
 * describeLedgerContract({ describe, it }, { name: 'my store', create: async () => ({ ledger, clock, dispose }) })
 * ```
 */
export function describeLedgerContract(runner: ContractRunner, options: LedgerContractOptions): void {
  const test: ContractTest = (name, run) => {
    runner.it(name, async () => {
      const under = await options.create()
      try {
        const { bornAt } = await under.ledger.birth()
        await run({ ...under, start: bornAt })
      } finally {
        await under.dispose()
      }
    })
  }
  runner.describe(`ledger contract: ${options.name}`, () => {
    describeReserve(test)
    describeOutcome(test)
    describeLease(test)
    describeItems(test)
    describeRetention(test)
    describeBirth(test)
    describeOperator(test)
  })
}
