import { CountersignError } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import type { LedgerSource } from '../service/ledger-source.js'
import type { Budget } from './budget.js'

/**
 * The ledger, waiting for it no longer than the budget: one with a million entries takes seconds to open. It goes on
 * opening, and the next press finds it open.
 *
 * @throws CountersignError `ERR_LEDGER_UNAVAILABLE`; whatever opening throws
 */
export async function openInTime(source: LedgerSource, budget: Budget): Promise<Ledger> {
  const ledger = await budget.race(source.open())
  if (ledger !== 'late') return ledger
  throw new CountersignError(
    'ERR_LEDGER_UNAVAILABLE',
    'The ledger did not open in time, so nothing was executed.',
  )
}
