import { setTimeout as sleep } from 'node:timers/promises'
import { CountersignError, isCodedError } from '@countersign/core'
import { actionFactsOf, type ActPress } from './press.js'

/** The handler has run, so its outcome is worth more than one try: pauses before the next one, in ms. */
const RETRY_AFTER_MS = [50, 200, 1_000]

/**
 * Brings an outcome into the ledger. When the reservation is lost or the ledger stays down, nobody may be told that
 * the action is done: it throws `ERR_ACTION_IN_DOUBT`.
 */
export async function recordOutcome(
  press: ActPress,
  outcome: string,
  record: () => Promise<boolean>,
): Promise<void> {
  for (const pause of [...RETRY_AFTER_MS, undefined]) {
    let failure: unknown
    try {
      if (await record()) return
    } catch (error) {
      failure = error
    }
    // A reservation that is lost stays lost; only a ledger that is down may be back in a moment.
    if (failure === undefined || pause === undefined) lose(press, outcome, failure)
    await sleep(pause)
  }
}

function lose(press: ActPress, outcome: string, error?: unknown): never {
  const code = isCodedError(error) ? { code: error.code } : {}
  press.trace?.refuse('ERR_ACTION_IN_DOUBT')
  press.runtime.events.emit({ type: 'action.outcome-lost', outcome, ...code, ...actionFactsOf(press) })
  throw new CountersignError('ERR_ACTION_IN_DOUBT')
}
