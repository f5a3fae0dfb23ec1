import { CountersignError } from '@countersign/core'
import type { Ledger, ReserveRequest, ReserveResult } from '@countersign/ledger'
import type { Budget } from './budget.js'

/**
 * Reserves, but no longer than the budget: then `ERR_LEDGER_UNAVAILABLE`. A reservation that comes too late is
 * given back, since nobody will run anything under it.
 */
export async function reserveInTime(
  ledger: Ledger,
  request: ReserveRequest,
  budget: Budget,
): Promise<ReserveResult> {
  // A budget that ended while a repeat was waiting must not cut off the last look at what has become of it.
  if (budget.expired) return ledger.reserve(request)
  const pending = ledger.reserve(request)
  const result = await budget.race(pending)
  if (result !== 'late') return result
  pending
    .then(async (late) => {
      if (late.state === 'reserved') await ledger.release(late.reservationId)
    })
    // A ledger that fails now has said what there is to say; a reservation that stays is in doubt, never run.
    .catch(() => undefined)
  throw new CountersignError(
    'ERR_LEDGER_UNAVAILABLE',
    'The ledger did not answer in time, so nothing was executed.',
  )
}
