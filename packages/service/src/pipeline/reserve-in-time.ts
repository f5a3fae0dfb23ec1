import { CountersignError } from '@countersign/core'
import type { Ledger, ReserveRequest, ReserveResult } from '@countersign/ledger'
import { startBudget, type Budget } from './budget.js'

/** A budget that ended while a repeat was waiting must not cut off the last look at what has become of it. */
const LAST_LOOK_MS = 500

/**
 * Reserves, but no longer than the budget: then `ERR_LEDGER_UNAVAILABLE`. A reservation that comes too late is
 * given back, since nobody will run anything under it.
 */
export async function reserveInTime(
  ledger: Ledger,
  request: ReserveRequest,
  budget: Budget,
): Promise<ReserveResult> {
  const allowed = budget.expired ? startBudget(LAST_LOOK_MS) : budget
  try {
    const pending = ledger.reserve(request)
    const result = await allowed.race(pending)
    if (result !== 'late') return result
    giveBack(ledger, request, pending)
  } finally {
    if (allowed !== budget) allowed.end()
  }
  throw new CountersignError(
    'ERR_LEDGER_UNAVAILABLE',
    'The ledger did not answer in time, so nothing was executed.',
  )
}

function giveBack(ledger: Ledger, request: ReserveRequest, pending: Promise<ReserveResult>): void {
  pending
    .then(async (late) => {
      if (late.state !== 'reserved') return
      // What was in doubt before it was taken over is in doubt still.
      await (request.takeOver === true
        ? ledger.doubt(late.reservationId)
        : ledger.release(late.reservationId))
    })
    // A ledger that fails now has said what there is to say; a reservation that stays is in doubt, never run.
    .catch(() => undefined)
}
