import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignError } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { startBudget } from '../../src/pipeline/budget.js'
import { openInTime } from '../../src/pipeline/open-in-time.js'
import type { LedgerSource } from '../../src/service/ledger-source.js'

const ledger = createMemoryLedger()

function sourceOf(opening: Promise<Ledger>, opened?: Ledger): LedgerSource {
  return { configured: true, opened, open: () => opening, close: () => Promise.resolve() }
}

describe('openInTime', () => {
  it('refuses once the budget has ended, while the ledger goes on opening', async () => {
    const budget = startBudget(5)
    let open: (ledger: Ledger) => void = () => undefined
    const source = sourceOf(new Promise((resolve) => (open = resolve)))
    await assert.rejects(openInTime(source, budget), { code: 'ERR_LEDGER_UNAVAILABLE' })
    open(ledger)
    assert.equal(await openInTime(source, startBudget(1_000)), ledger)
  })

  it('passes on why a ledger could not be opened, also when nobody waits for it any more', async () => {
    const failure = new CountersignError('ERR_LEDGER_FILE')
    const budget = startBudget(1_000)
    await assert.rejects(openInTime(sourceOf(Promise.reject(failure)), budget), failure)
    let fail: (error: Error) => void = () => undefined
    const source = sourceOf(new Promise((_, reject) => (fail = reject)))
    await assert.rejects(openInTime(source, startBudget(5)), { code: 'ERR_LEDGER_UNAVAILABLE' })
    fail(failure)
    budget.end()
  })
})
