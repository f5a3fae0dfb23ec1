import { setTimeout as sleep } from 'node:timers/promises'
import { CountersignError, isCodedError, type ErrorCode } from '@countersign/core'
import { actionFactsOf, type ActPress } from './press.js'

/** The handler has run, so its outcome is worth more than one try: pauses before the next one, in ms. */
const RETRY_AFTER_MS = [50, 200, 1_000]

/**
 * Where the reservation was lost or the ledger stayed down, nobody may be told that the action is done: throws
 * `ERR_ACTION_IN_DOUBT`.
 */
export function requireRecorded(press: ActPress, outcome: string, persisted: PersistedOutcome): void {
  if (persisted.recorded) return
  press.trace?.refuse('ERR_ACTION_IN_DOUBT')
  press.runtime.events.emit({
    type: 'action.outcome-lost',
    outcome,
    ...persisted.code,
    ...actionFactsOf(press),
  })
  throw new CountersignError('ERR_ACTION_IN_DOUBT')
}

export type PersistedOutcome =
  | { readonly recorded: true }
  /** With the code of the ledger's failure; without one where the reservation was lost. */
  | { readonly recorded: false; readonly code: { readonly code?: ErrorCode } }

/** Tries until an outcome is in the ledger, or it is clear that it will not be. Never rejects. */
export async function persistOutcome(record: () => Promise<boolean>): Promise<PersistedOutcome> {
  for (let tried = 0; ; tried++) {
    let failure: unknown
    try {
      if (await record()) return { recorded: true }
    } catch (error) {
      failure = error
    }
    const pause = RETRY_AFTER_MS[tried]
    // A reservation that is lost stays lost; only a ledger that is down may be back in a moment.
    if (failure === undefined || pause === undefined) {
      return { recorded: false, code: isCodedError(failure) ? { code: failure.code } : {} }
    }
    await sleep(pause)
  }
}
